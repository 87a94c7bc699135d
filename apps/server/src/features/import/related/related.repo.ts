import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";

export interface FoundByText {
  /** The folded text. */
  readonly text: string;
  readonly id: string;
  /** How many living records bear it; `id` is the oldest. */
  readonly count: number;
}

/** The living records of an object whose text field is one of `texts`, compared folded. */
export const findByText = (
  tx: Transaction,
  { object, field }: { readonly object: string; readonly field: string },
  texts: readonly string[],
): Promise<FoundByText[]> => {
  const column = `t.${quoted(`${field}__f`)}`;
  return tx.query<FoundByText & { [column: string]: unknown }>(
    `SELECT ${column} AS text, min(t.id::text) AS id, count(*)::int AS count
       FROM ${tx.s}.${quoted(tableName(object))} t
      WHERE ${column} = ANY($1::text[]) AND t.deleted_at IS NULL GROUP BY ${column}`,
    [texts],
  );
};

/** Two imports that make what they do not find wait for each other, or both would make it. */
export const lockCreation = (tx: Transaction, object: string): Promise<number> =>
  tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${tx.s}.${object}`]);
