import type { Filter } from "@cadencia/core/filter";
import { compileFilter } from "../../platform/filter-sql/index.ts";
import { planByValues } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { SaveUnit } from "../records/index.ts";

/**
 * Makes members of all records that satisfy the filter now, and of no others, in one statement each. Whoever was a
 * member and still is keeps the beginning of the stay.
 */
export const seedMembers = async (
  unit: SaveUnit,
  { automation, object, filter }: { automation: string; object: string; filter: Filter },
): Promise<void> => {
  const { tx, catalog } = unit;
  const compiled = compileFilter(filter, {
    schema: tx.workspace.schemaName,
    alias: "t",
    now: tx.now,
    calendar: catalog.calendar,
    firstParameter: 3,
  });
  const table = `${tx.s}.${quoted(tableName(object))}`;
  const values = [automation, tx.now.toString(), ...compiled.params];
  planByValues(tx);
  await tx.execute(
    `DELETE FROM ${tx.s}.member m
      WHERE m.automation = $1 AND $2::timestamptz IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = m.record AND t.deleted_at IS NULL AND ${compiled.text})`,
    values,
  );
  await tx.execute(
    `INSERT INTO ${tx.s}.member (record, automation, since)
       SELECT t.id, $1, $2 FROM ${table} t
        WHERE t.deleted_at IS NULL AND ${compiled.text}
     ON CONFLICT DO NOTHING`,
    values,
  );
};
