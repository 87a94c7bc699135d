import type { Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";

export const countRecords = async (tx: Transaction, object: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${tx.s}.${quoted(tableName(object))} WHERE deleted_at IS NULL`,
  );
  return row?.count ?? 0;
};
