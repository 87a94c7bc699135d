import type { Action } from "../action.ts";
import { onRecords } from "../on-records.ts";

export const deleteAction: Action<"delete"> = {
  name: "delete",
  execute: (batch) =>
    onRecords(batch, (object, { ids, origin }) =>
      batch.unit.setDeleted(object, ids, { deleted: true, origin }),
    ),
};
