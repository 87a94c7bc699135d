import type { Filter } from "@cadencia/core/filter";
import type { ObjectType } from "@cadencia/core/model";
import { compileFilter } from "../../../platform/filter-sql/index.ts";
import { planByValues, type Locale } from "../../../platform/workspace/index.ts";
import { columnType, quoted, tableName } from "../../objects/index.ts";
import { readableCondition, type AddParameter } from "../../rights/index.ts";
import type { Reading } from "../reading.ts";
import { selectList } from "../records.repo.ts";
import { recordFromRow, type StoredRecord } from "../row.ts";
import type { Cursor } from "./cursor.ts";
import type { SortKey } from "./sort.ts";

/** Records that belong to one: those with these ids, those whose relation points at it, those that stand in these stages. */
export type Belonging =
  | { readonly ids: readonly string[] }
  | { readonly fields: readonly string[]; readonly target: string }
  | { readonly stages: readonly string[] };

/** Which records of an object are meant, whatever their order. */
export interface Narrowing {
  readonly object: ObjectType;
  readonly filter: Filter | null;
  readonly belonging: Belonging | null;
  /** The instant at which the filter is judged. */
  readonly now: Temporal.Instant;
  readonly archived: boolean;
}

export interface Search extends Narrowing {
  readonly sort: readonly SortKey[];
  readonly after: Cursor | null;
  readonly limit: number;
}

/** Living records in order. Nothing is counted and nothing skipped: the cost is that of the page. */
export const searchRecords = async (reading: Reading, search: Search): Promise<StoredRecord[]> => {
  const { tx, catalog } = reading;
  const params: unknown[] = [];
  const add = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
  const order = orderOf(search, { model: catalog.model, locale: catalog.settings.locale, add });
  const conditions = [
    ...conditionsOf(reading, search, params),
    ...(search.after === null ? [] : [isBehind(order, search.after, add)]),
  ];
  const limit = add(search.limit, "int");
  planByValues(tx);
  const rows = await tx.query(
    `SELECT ${selectList(search.object)} FROM ${tx.s}.${quoted(tableName(search.object.key))} t
      WHERE ${conditions.join(" AND ")}
      ORDER BY ${[...order.map(({ expression, falling }) => `${expression} ${falling ? "DESC" : "ASC"} NULLS LAST`), "t.id"].join(", ")}
      LIMIT ${limit}`,
    params,
  );
  return rows.map((row) => recordFromRow(search.object, row));
};

/** What the living records under the alias `t` must fulfil to be meant, and to be read by who asks; adds its parameters. */
export const conditionsOf = (
  { tx, catalog, rights, whole }: Reading,
  { object, filter, belonging, archived, now }: Narrowing,
  params: unknown[],
): string[] => {
  const add = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
  const readable = (key: string, alias: string, adding: AddParameter): string | null =>
    readableCondition(rights, { model: whole, schema: tx.s, object: key, alias, add: adding });
  const scope = readable(object.key, "t", add);
  const conditions = [
    "t.deleted_at IS NULL",
    ...(scope === null ? [] : [scope]),
    ...(archived ? [] : ["NOT t.archived"]),
    ...(belonging === null ? [] : [belongs(belonging, add)]),
  ];
  if (filter === null) return conditions;
  const compiled = compileFilter(filter, {
    schema: tx.workspace.schemaName,
    alias: "t",
    now,
    calendar: catalog.calendar,
    firstParameter: params.length + 1,
    // Nobody learns by searching what a related record that they may not read holds.
    scope: rights.everything ? undefined : readable,
  });
  params.push(...compiled.params);
  return [...conditions, compiled.text];
};

type Add = (value: unknown, type: string) => string;

interface OrderKey {
  readonly expression: string;
  readonly falling: boolean;
  /** The same expression over a cursor's value. */
  readonly of: (value: unknown) => string;
}

/** No collation that a database happens to have by default sorts Spanish or Romanian right, so each is named. */
const COLLATIONS: Readonly<Record<Locale, string>> = { en: '"en-x-icu"', es: '"es-x-icu"', ro: '"ro-x-icu"' };

const orderOf = (
  { object, sort }: Search,
  { model, locale, add }: { model: Reading["catalog"]["model"]; locale: Locale; add: Add },
): OrderKey[] =>
  sort.map(({ field, falling }) => {
    const type = columnType(field.type);
    const places = placesOf(field, { model, object: object.key });
    const list = places === null ? "" : add(places, "text[]");
    const wrap = (operand: string): string => {
      if (places !== null) return `array_position(${list}, ${operand})`;
      return type === "text" ? `${operand} COLLATE ${COLLATIONS[locale]}` : operand;
    };
    return { expression: wrap(`t.${quoted(field.key)}`), falling, of: (value) => wrap(add(value, type)) };
  });

/** Options and stages sort by their place, not by their name. */
const placesOf = (
  field: SortKey["field"],
  { model, object }: { model: Reading["catalog"]["model"]; object: string },
): readonly string[] | null => {
  if (field.type === "select") return field.options ?? [];
  if (field.type !== "stage") return null;
  return [...model.pipelines.values()]
    .filter((pipeline) => pipeline.object === object)
    .flatMap((pipeline) => pipeline.stages.map((stage) => stage.key));
};

const belongs = (belonging: Belonging, add: Add): string => {
  if ("stages" in belonging) return `t.stage = ANY(${add(belonging.stages, "text[]")})`;
  if ("ids" in belonging) return `t.id = ANY(${add(belonging.ids, "uuid[]")})`;
  const target = add(belonging.target, "uuid");
  return `(${belonging.fields.map((field) => `t.${quoted(field)} = ${target}`).join(" OR ")})`;
};

/** Behind the cursor: greater in the first key that differs; empty values stand last in either direction. */
const isBehind = (order: readonly OrderKey[], { values, id }: Cursor, add: Add): string => {
  const same: string[] = [];
  const cases: string[] = [];
  for (const [index, key] of order.entries()) {
    const value = key.of(values[index] ?? null);
    const beyond = `(${key.expression} ${key.falling ? "<" : ">"} ${value} OR (${key.expression} IS NULL AND ${value} IS NOT NULL))`;
    cases.push(`(${[...same, beyond].join(" AND ")})`);
    same.push(`${key.expression} IS NOT DISTINCT FROM ${value}`);
  }
  cases.push(`(${[...same, `t.id > ${add(id, "uuid")}`].join(" AND ")})`);
  return `(${cases.join(" OR ")})`;
};
