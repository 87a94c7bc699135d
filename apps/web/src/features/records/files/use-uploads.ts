import type { RecordPayload } from "@cadencia/contracts/api";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../../lib/api/problem-text.ts";
import { newId } from "../../../lib/new-id.ts";
import { toast } from "../../../ui/toast.tsx";
import { useFormat } from "../../session/use-format.ts";
import { filesKey, filesPath } from "./queries.ts";
import { sendFile } from "./send-file.ts";

/** As the server takes them. */
export const LARGEST_FILE = 10 * 1024 * 1024;

export interface Upload {
  /** Also its Idempotency-Key: an answer that was lost does not add it twice. */
  readonly id: string;
  readonly file: File;
  /** From 0 to 1. */
  readonly sent: number;
  /** Why it was not added; null while it is on its way. */
  readonly fault: string | null;
  /** Whether trying again could help. */
  readonly canRetry: boolean;
}

/** Files on their way to a record, one after another; what failed stays until it is tried again or left out. */
export const useUploads = (record: RecordPayload) => {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  const change = (id: string, part: Partial<Upload>): void =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  const drop = (id: string): void => setUploads((all) => all.filter((upload) => upload.id !== id));

  const send = async ({ id, file }: Upload): Promise<void> => {
    try {
      await sendFile(filesPath(record), file, { once: id, tell: (sent) => change(id, { sent }) });
    } catch (error) {
      const reason = problemText(error);
      change(id, { fault: t("files.failed", { name: file.name, reason }), canRetry: true });
      return;
    }
    await client.invalidateQueries({ queryKey: filesKey(record) });
    drop(id);
    toast({ text: t("files.added", { name: file.name }) });
  };

  const faultOf = ({ name, size }: File): string | null => {
    if (size === 0) return t("files.empty", { name });
    if (size <= LARGEST_FILE) return null;
    return t("files.tooLarge", { name, size: format.size(size), most: format.size(LARGEST_FILE) });
  };

  const add = async (files: readonly File[]): Promise<void> => {
    const chosen = files.map((file) => ({
      id: newId(),
      file,
      sent: 0,
      fault: faultOf(file),
      canRetry: false,
    }));
    setUploads((all) => [...all, ...chosen]);
    for (const upload of chosen) if (upload.fault === null) await send(upload);
  };

  const retry = (upload: Upload): Promise<void> => {
    change(upload.id, { fault: null, sent: 0 });
    return send(upload);
  };

  return { uploads, add, retry, drop };
};
