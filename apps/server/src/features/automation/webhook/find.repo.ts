import type { Filter } from "@cadencia/core/filter";
import { compileFilter } from "../../../platform/filter-sql/index.ts";
import { planByValues } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { SaveUnit } from "../../records/index.ts";

/** The newest living, unarchived record that satisfies a filter. */
export const newestMatching = async (
  { tx, catalog }: SaveUnit,
  object: string,
  filter: Filter,
): Promise<string | null> => {
  const compiled = compileFilter(filter, {
    schema: tx.workspace.schemaName,
    alias: "t",
    now: tx.now,
    calendar: catalog.calendar,
    firstParameter: 1,
  });
  planByValues(tx);
  const [row] = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(object))} t
      WHERE t.deleted_at IS NULL AND NOT t.archived AND ${compiled.text}
      ORDER BY t.created_at DESC, t.id DESC LIMIT 1`,
    compiled.params,
  );
  return row?.id ?? null;
};
