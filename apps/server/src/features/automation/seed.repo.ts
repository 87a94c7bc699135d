import type { Filter } from "@cadencia/core/filter";
import { compileFilter } from "../../platform/filter-sql/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { SaveUnit } from "../records/index.ts";

/** Makes members of all records that satisfy the filter now, in one statement. */
export const seedMembers = (
  unit: SaveUnit,
  { automation, object, filter }: { automation: string; object: string; filter: Filter },
): Promise<number> => {
  const { tx, catalog } = unit;
  const compiled = compileFilter(filter, {
    schema: tx.workspace.schemaName,
    alias: "t",
    now: tx.now,
    calendar: catalog.calendar,
    firstParameter: 3,
  });
  return tx.execute(
    `INSERT INTO ${tx.s}.member (record, automation, since)
       SELECT t.id, $1, $2 FROM ${tx.s}.${quoted(tableName(object))} t
        WHERE t.deleted_at IS NULL AND ${compiled.text}
     ON CONFLICT DO NOTHING`,
    [automation, tx.now.toString(), ...compiled.params],
  );
};
