import type { Filter } from "@cadencia/core/filter";
import { planByValues } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { StatementValues } from "../entering/statement-values.ts";

/** How many records a change of a filter lets in, puts out and leaves in. */
export interface FilterDiff {
  readonly enter: number;
  readonly leave: number;
  readonly stay: number;
}

/** Counted by the database over the living, unarchived records of the object; `before` is null for a new filter. */
export const diffFilters = (
  unit: SaveUnit,
  object: string,
  { before, after }: { readonly before: Filter | null; readonly after: Filter },
): Promise<FilterDiff> => {
  const values = new StatementValues(unit);
  const was = before === null ? "FALSE" : values.filter(before);
  return count(unit, object, { values, was, is: values.filter(after) });
};

/** The same for the members of an automation, who are those of its filter as it is now. */
export const diffMembers = (
  unit: SaveUnit,
  { automation, object, after }: { automation: string; object: string; after: Filter },
): Promise<FilterDiff> => {
  const values = new StatementValues(unit);
  const member = `SELECT 1 FROM ${unit.tx.s}.member m WHERE m.record = t.id AND m.automation = ${values.add(automation, "uuid")}`;
  return count(unit, object, { values, was: `EXISTS (${member})`, is: values.filter(after) });
};

const count = async (
  { tx }: SaveUnit,
  object: string,
  { values, was, is }: { values: StatementValues; was: string; is: string },
): Promise<FilterDiff> => {
  planByValues(tx);
  const [row] = await tx.query<FilterDiff & { [column: string]: unknown }>(
    `SELECT count(*) FILTER (WHERE NOT e.was AND e.is_now)::int AS enter,
            count(*) FILTER (WHERE e.was AND NOT e.is_now)::int AS leave,
            count(*) FILTER (WHERE e.was AND e.is_now)::int AS stay
       FROM (SELECT ${was} AS was, ${is} AS is_now FROM ${tx.s}.${quoted(tableName(object))} t
              WHERE t.deleted_at IS NULL AND NOT t.archived) e`,
    values.list,
  );
  return row ?? { enter: 0, leave: 0, stay: 0 };
};
