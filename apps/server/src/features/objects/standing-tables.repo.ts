import type { Transaction } from "../../platform/workspace/index.ts";

/** The columns of every record table that stands, by table. */
export const readStandingTables = async (
  tx: Transaction,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const rows = await tx.query<{ table: string; columns: string[] }>(
    `SELECT c.relname AS table, array_agg(a.attname::text) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'o\\_%'
        AND a.attnum > 0 AND NOT a.attisdropped
      GROUP BY c.relname`,
    [tx.s],
  );
  return new Map(rows.map((row) => [row.table, new Set(row.columns)]));
};
