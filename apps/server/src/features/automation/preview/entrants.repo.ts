import type { Rights } from "@cadencia/core/rights";
import { planByIndexes } from "../../../platform/workspace/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { readableCondition, readsEvery } from "../../rights/index.ts";
import { StatementValues } from "../entering/statement-values.ts";
import type { Rule } from "../rule.ts";
import { entersNow, tablesOf, type Asking, type Passed } from "./count.repo.ts";
import { Joins } from "./joins.repo.ts";

export interface EntrantsWanted {
  readonly rule: Rule;
  readonly passed: Passed | null;
  /** Whose eyes it is seen with. */
  readonly rights: Rights;
}

/** The next of those who would enter and may be read, in the order in which they enter. */
export const readEntrants = async (
  unit: SaveUnit,
  wanted: EntrantsWanted,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> => {
  const { tx } = unit;
  const asking = askingOf(unit, wanted.rule);
  const { values } = asking;
  const enters = entersNow(asking, wanted.rule, wanted.passed);
  const conditions = [enters, readable(asking, wanted) ?? "TRUE"];
  if (after !== null) conditions.push(`t.id > ${values.add(after, "uuid")}`);
  planByIndexes(tx);
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tablesOf(asking, wanted.rule)} WHERE ${conditions.join(" AND ")}
      ORDER BY t.id LIMIT ${values.add(limit, "int")}`,
    values.list,
  );
  return rows.map(({ id }) => id);
};

/** How many would enter whom the reader may not read. */
export const countUnread = async (unit: SaveUnit, wanted: EntrantsWanted): Promise<number> => {
  const { tx } = unit;
  const asking = askingOf(unit, wanted.rule);
  const condition = readable(asking, wanted);
  if (condition === null) return 0;
  const enters = entersNow(asking, wanted.rule, wanted.passed);
  planByIndexes(tx);
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${tablesOf(asking, wanted.rule)} WHERE ${enters} AND (${condition}) IS NOT TRUE`,
    asking.values.list,
  );
  return row?.count ?? 0;
};

const askingOf = (unit: SaveUnit, { object }: Rule): Asking => {
  const values = new StatementValues(unit);
  const joins = new Joins({ schema: unit.tx.s, model: unit.catalog.model, values });
  return { unit, values, joins, root: { alias: "t", object } };
};

/** Null: all of them may be read. */
const readable = ({ unit, values }: Asking, { rule: { object }, rights }: EntrantsWanted): string | null => {
  const { model } = unit.catalog;
  if (readsEvery(rights, { model, object })) return null;
  const add = (value: unknown, type: string): string => values.add(value, type);
  return readableCondition(rights, { model, schema: unit.tx.s, object, alias: "t", add });
};
