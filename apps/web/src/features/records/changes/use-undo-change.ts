import type { RecordPayload } from "@cadencia/contracts/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { useMay } from "../../session/use-may.ts";
import { recordKey } from "../queries.ts";
import { isSame } from "../saving/same.ts";
import type { Change } from "../timeline/queries.ts";

/** These follow others, or are the product's own. */
const FOLLOWING = new Set(["updated_at", "updated_by", "stage_entered_at", "closed_at"]);

/**
 * Sets the fields of a save back to what they were; null where that cannot be: not an edit, edited again since, or not
 * for who looks.
 */
export const useUndoChange = (record: RecordPayload, object: ObjectInfo, change: Change) => {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const { kind, before, after } = change;
  const keys = Object.keys({ ...before, ...after }).filter((key) => !FOLLOWING.has(key));
  const fields = object.fields.filter(({ key }) => keys.includes(key));
  const isWhole = fields.length === keys.length && fields.every(({ read_only }) => !read_only);
  const isCurrent = keys.every((key) => isSame(record[key], after?.[key]));
  const canUndo =
    kind === "updated" &&
    keys.length > 0 &&
    isWhole &&
    isCurrent &&
    !record.archived &&
    may(record.object, "edit", record);
  const save = useMutation({
    mutationFn: () =>
      request<RecordPayload>(`/records/${record.object}/${record.id}`, {
        method: "PATCH",
        body: Object.fromEntries(keys.map((key) => [key, before?.[key] ?? null])),
        version: record.version,
      }),
    onSuccess: (saved) => {
      client.setQueryData(recordKey(record), saved);
      toast({ text: t("changes.undone") });
      return client.invalidateQueries({ queryKey: ["record-life", record.id] });
    },
    onError: tellProblem,
  });
  return { undo: canUndo ? () => save.mutate() : null, isUndoing: save.isPending };
};
