import type { Pool } from "pg";

/** Every table of the workspace with all its rows, in one short text each: equal before and after, nothing was changed. */
export const contentOf = async (pool: Pool): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await pool.query<{ table: string; content: string }>(
    `SELECT c.relname AS "table", md5(query_to_xml(format('SELECT * FROM %s t ORDER BY t::text', c.oid::regclass), true, false, '')::text) AS content
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname LIKE 'ws\\_%' AND c.relkind IN ('r', 'p') ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ table, content }) => [table, content]));
};
