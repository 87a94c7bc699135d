import type { Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";

/** The first of the fields that is filled, of each record. */
export const readTitles = (
  tx: Transaction,
  { object, fields }: { readonly object: string; readonly fields: readonly string[] },
  ids: readonly string[],
): Promise<{ id: string; title: string }[]> => {
  const filled = fields.map((field) => `nullif(${quoted(field)}::text, '')`).join(", ");
  return tx.query<{ id: string; title: string }>(
    `SELECT id, title FROM (SELECT id, coalesce(${filled}) AS title FROM ${tx.s}.${quoted(tableName(object))}
      WHERE id = ANY($1::uuid[])) t WHERE title IS NOT NULL`,
    [ids],
  );
};
