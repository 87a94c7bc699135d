import type { Filter } from "@cadencia/core/filter";
import { compileFilter } from "../../platform/filter-sql/index.ts";
import { planByValues, type Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { ChainLink, SaveUnit } from "../records/index.ts";

interface Search {
  readonly object: string;
  readonly filter: Filter | null;
  /** Ids are given in order, from the first above this one. */
  readonly after: string | null;
  readonly limit: number;
}

/** Ids of living, unarchived records that satisfy a filter, as of the transaction's instant. */
export const matchingIds = async (unit: SaveUnit, search: Search): Promise<string[]> => {
  const { tx, catalog } = unit;
  const compiled =
    search.filter === null
      ? { text: "TRUE", params: [] }
      : compileFilter(search.filter, {
          schema: tx.workspace.schemaName,
          alias: "t",
          now: tx.now,
          calendar: catalog.calendar,
          firstParameter: 3,
        });
  planByValues(tx);
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(search.object))} t
      WHERE t.deleted_at IS NULL AND NOT t.archived AND ($1::uuid IS NULL OR t.id > $1) AND ${compiled.text}
      ORDER BY t.id LIMIT $2`,
    [search.after, search.limit, ...compiled.params],
  );
  return rows.map((row) => row.id);
};

/** Ids of records whose date field lies between two values, both in. */
export const idsWithDateBetween = async (
  unit: SaveUnit,
  at: { readonly object: string; readonly field: string },
  range: { readonly from: string; readonly to: string },
): Promise<string[]> => {
  const { tx } = unit;
  const column = `t.${quoted(at.field)}`;
  const type = unit.object(at.object).fields.get(at.field)?.type === "date" ? "date" : "timestamptz";
  planByValues(tx);
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(at.object))} t
      WHERE ${column} BETWEEN $1::${type} AND $2::${type} AND t.deleted_at IS NULL ORDER BY t.id`,
    [range.from, range.to],
  );
  return rows.map((row) => row.id);
};

/** The chain of causes in which each record's fields were last written by an automation; none for a person's write. */
export const chainsOf = async (
  unit: SaveUnit,
  fields: readonly string[],
  records: readonly string[],
): Promise<ReadonlyMap<string, { readonly depth: number; readonly chain: readonly ChainLink[] }>> => {
  const { tx } = unit;
  const rows = await tx.query<{ record: string; depth: number | null; chain: ChainLink[] | null }>(
    `SELECT DISTINCT ON (c.record) c.record, r.depth, r.chain
       FROM ${tx.s}.change c
       LEFT JOIN ${tx.s}.run_step s ON s.id = c.step LEFT JOIN ${tx.s}.run r ON r.id = s.run
      WHERE c.record = ANY($1::uuid[]) AND (c.after ?| $2::text[] OR c.before ?| $2::text[])
      ORDER BY c.record, c.seq DESC`,
    [records, fields],
  );
  return new Map(
    rows.flatMap(({ record, depth, chain }) =>
      depth === null || chain === null ? [] : [[record, { depth, chain }]],
    ),
  );
};

/** Of all events those that recur are few. */
export const ensureSeriesIndex = (tx: Transaction): Promise<number> =>
  tx.execute(
    `CREATE INDEX IF NOT EXISTS o_event_series ON ${tx.s}.o_event (id)
      WHERE rrule IS NOT NULL AND deleted_at IS NULL`,
  );

/** Ids of living events that recur and began before an instant: their later occurrences no index of a date finds. */
export const idsOfSeries = async ({ tx }: SaveUnit, before: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.o_event t
      WHERE t.rrule IS NOT NULL AND t.start < $1 AND t.deleted_at IS NULL ORDER BY t.id`,
    [before],
  );
  return rows.map((row) => row.id);
};

/** When each record's field was last changed, by the journal. */
export const lastChangeOf = (
  unit: SaveUnit,
  field: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, string>> => lastChangeOfAny(unit, [field], records);

/** The same of several fields. */
export const lastChangeOfAny = async (
  unit: SaveUnit,
  fields: readonly string[],
  records: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { tx } = unit;
  const rows = await tx.query<{ record: string; at: string }>(
    `SELECT record, max(at) AS at FROM ${tx.s}.change
      WHERE record = ANY($1::uuid[]) AND (after ?| $2::text[] OR before ?| $2::text[]) GROUP BY record`,
    [records, fields],
  );
  return new Map(rows.map((row) => [row.record, row.at]));
};
