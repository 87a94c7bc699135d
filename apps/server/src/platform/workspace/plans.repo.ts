import type { Transaction } from "./transaction.ts";

/**
 * Until the end of the transaction statements are planned for their very values. For searches, whose best way
 * depends on what is searched; everything else is planned once a connection (db/pool.ts).
 */
export const planByValues = (tx: Transaction): void =>
  tx.send("SET LOCAL plan_cache_mode = force_custom_plan");
