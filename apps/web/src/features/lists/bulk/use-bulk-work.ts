import type { RecordPayload } from "@cadencia/contracts/api";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import { changeMatching, undoMatching, type MatchingChange } from "./matching.ts";
import { archiveAll, setAll, START, type Progress, type Tell } from "./work.ts";

interface Selection {
  readonly object: string;
  readonly records: readonly RecordPayload[];
  readonly filter: unknown;
  /** All behind the filter are meant, however many were read. */
  readonly isAll: boolean;
  readonly onDone: () => void;
}

/** What was done, and the way back; null where nothing was. */
interface Done extends Progress {
  readonly undo: (() => Promise<unknown>) | null;
}

export interface BulkWork {
  /** Null: nothing is under way. */
  readonly progress: Progress | null;
  readonly set: (field: string, value: unknown) => void;
  readonly archive: () => void;
  /** After the part that is under way; what was done stays, with its way back. */
  readonly stop: () => void;
}

export const useBulkWork = ({ object, records, filter, isAll, onDone }: Selection): BulkWork => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopped = useRef(false);

  const run = async (work: (tell: Tell) => Promise<Done>): Promise<void> => {
    stopped.current = false;
    setProgress(START);
    try {
      const { done, failed, why, undo } = await work(setProgress);
      const text = t("lists.bulkDone", { count: done - failed });
      const back = async () => {
        await undo?.();
        void client.invalidateQueries({ queryKey: ["list", object] });
        toast({ text: t("lists.bulkUndone") });
      };
      const action = undo === null ? {} : { action: { label: t("common.undo"), act: () => void back() } };
      if (why === null) toast({ text, ...action });
      else {
        const refused = failed > 0 ? t("lists.bulkFailed", { count: failed }) : "";
        toast({ kind: "problem", text: [text, refused, why].filter(Boolean).join(" "), ...action });
      }
      onDone();
    } catch (error) {
      tellProblem(error);
    } finally {
      setProgress(null);
      void client.invalidateQueries({ queryKey: ["list", object] });
    }
  };

  const matching = (change: MatchingChange): void =>
    void run(async (tell) => {
      const asked = { object, filter, change, isStopped: () => stopped.current };
      const { changed, ...done } = await changeMatching(asked, tell);
      const undo = changed.length === 0 ? null : () => undoMatching(object, changed, change);
      return { ...done, undo };
    });

  const set = (field: string, value: unknown): void => {
    if (isAll) return matching({ set: { [field]: value } });
    const before = records.map((record) => ({ id: record.id, [field]: record[field] ?? null }));
    const edits = records.map(({ id }) => ({ id, [field]: value }));
    void run(async (tell) => ({
      ...(await setAll(object, edits, tell)),
      undo: () => setAll(object, before, () => undefined),
    }));
  };
  const archive = (): void => {
    if (isAll) return matching({ archived: true });
    void run(async (tell) => ({
      ...(await archiveAll(records, "archive", tell)),
      undo: () => archiveAll(records, "unarchive", () => undefined),
    }));
  };
  return { progress, set, archive, stop: () => (stopped.current = true) };
};
