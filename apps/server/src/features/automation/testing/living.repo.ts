import type { Transaction } from "../../../platform/workspace/index.ts";

/** Ids of an object's living records, oldest first. */
export const readLivingIds = async (tx: Transaction, object: string): Promise<readonly string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.o_${object} WHERE deleted_at IS NULL ORDER BY id`,
  );
  return rows.map((row) => row.id);
};
