import type { Transaction } from "./transaction.ts";

/**
 * Every save holds this lock shared, every change of the rules holds it alone. So an automation that is
 * switched on sees each save either finished or not begun: none is missed and none is judged by both versions.
 */
export const shareRules = (tx: Transaction): void =>
  tx.send(`SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 1))`, [tx.s]);

export const ownRules = (tx: Transaction): Promise<number> =>
  tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [tx.s]);
