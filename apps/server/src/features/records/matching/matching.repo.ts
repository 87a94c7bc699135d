import { planByValues } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { Reading } from "../reading.ts";
import { conditionsOf, type Narrowing } from "../search/index.ts";

/** The part of a walk over records by their ids, which grow with time. */
export interface Part {
  /** Null: from the beginning. */
  readonly after: string | null;
  /** The newest when the walk began. */
  readonly until: string;
  readonly limit: number;
}

/** The ids of records that are meant and that who asks may read, in order. */
export const matchingIds = async (
  reading: Reading,
  narrowing: Narrowing,
  { after, until, limit }: Part,
): Promise<string[]> => {
  const { tx } = reading;
  const params: unknown[] = [];
  const conditions = conditionsOf(reading, narrowing, params);
  const add = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
  conditions.push(`t.id <= ${add(until, "uuid")}`);
  if (after !== null) conditions.push(`t.id > ${add(after, "uuid")}`);
  planByValues(tx);
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(narrowing.object.key))} t
      WHERE ${conditions.join(" AND ")} ORDER BY t.id LIMIT ${add(limit, "int")}`,
    params,
  );
  return rows.map(({ id }) => id);
};

/** Null where there is none. */
export const newestId = async ({ tx }: Pick<Reading, "tx">, object: string): Promise<string | null> => {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.${quoted(tableName(object))} ORDER BY id DESC LIMIT 1`,
  );
  return row?.id ?? null;
};
