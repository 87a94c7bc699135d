import type { Transaction } from "../../../platform/workspace/index.ts";

/** Takes back every link that was given out for a user. */
export const forgetResets = (tx: Transaction, user: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.password_reset WHERE user_id = $1`, [user]);
