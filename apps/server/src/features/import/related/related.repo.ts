import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";

export interface FoundByText {
  /** The folded text. */
  readonly text: string;
  readonly id: string;
  /** How many living records bear it; `id` is the oldest. */
  readonly count: number;
}

/**
 * The living records of an object whose text field is one of `texts`, compared folded. Joined, because "= ANY" of
 * a parameter is compared with each text in turn where no index serves.
 */
export const findByText = (
  tx: Transaction,
  { object, field }: { readonly object: string; readonly field: string },
  texts: readonly string[],
): Promise<FoundByText[]> =>
  tx.query<FoundByText & { [column: string]: unknown }>(
    `SELECT v.text, min(t.id::text) AS id, count(*)::int AS count
       FROM unnest($1::text[]) AS v(text)
       JOIN ${tx.s}.${quoted(tableName(object))} t ON t.${quoted(`${field}__f`)} = v.text
      WHERE t.deleted_at IS NULL GROUP BY v.text`,
    [texts],
  );

/** Two imports that make what they do not find wait for each other, or both would make it. */
export const lockCreation = (tx: Transaction, object: string): Promise<number> =>
  tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${tx.s}.${object}`]);
