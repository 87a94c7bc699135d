import type { RoleDefinition } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";

export const writeRole = (tx: Transaction, { key, label, rights, hide }: RoleDefinition): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.role (key, label, definition, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO UPDATE SET label = excluded.label, definition = excluded.definition`,
    [key, label, JSON.stringify({ rights, hide }), tx.now.toString()],
  );

export const removeRole = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.role WHERE key = $1`, [key]);

/** The names of users who have a role, deleted ones left out. */
export const holdersOf = async (tx: Transaction, key: string): Promise<string[]> => {
  const rows = await tx.query<{ name: string }>(
    `SELECT coalesce(name, handle, email, id::text) AS name FROM ${tx.s}.o_user
      WHERE role = $1 AND deleted_at IS NULL ORDER BY 1`,
    [key],
  );
  return rows.map(({ name }) => name);
};
