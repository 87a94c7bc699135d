import type { Action } from "../action.ts";
import { onRecords } from "../on-records.ts";

export const archiveAction: Action<"archive"> = {
  name: "archive",
  execute: (batch) =>
    onRecords(batch, (object, { ids, origin }) =>
      batch.unit.setArchived(object, ids, { archived: true, origin }),
    ),
};
