import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";

/** Locks those of the records that nobody else holds, and answers their ids. Waits for nobody. */
export const lockFreeRecords = async (
  tx: Transaction,
  object: string,
  ids: readonly string[],
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(object))} t WHERE t.id = ANY($1::uuid[])
      ORDER BY t.id FOR NO KEY UPDATE SKIP LOCKED`,
    [ids],
  );
  return rows.map((row) => row.id);
};
