import type { Transaction } from "../../../platform/workspace/index.ts";

/** The states of all messages, oldest first. */
export const readMessageStates = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ state: string }>(`SELECT state FROM ${tx.s}.o_message ORDER BY id`);
  return rows.map((row) => row.state);
};
