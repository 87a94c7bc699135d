import type { Transaction } from "../../platform/workspace/index.ts";

export const hasUsers = async (tx: Transaction): Promise<boolean> => {
  const rows = await tx.query(`SELECT 1 FROM ${tx.s}.o_user LIMIT 1`);
  return rows.length > 0;
};
