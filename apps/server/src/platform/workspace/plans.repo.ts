import type { Transaction } from "./transaction.ts";

/**
 * Until the end of the transaction statements are planned for their very values. For searches, whose best way
 * depends on what is searched; everything else is planned once a connection (db/pool.ts).
 */
export const planByValues = (tx: Transaction): void =>
  tx.send("SET LOCAL plan_cache_mode = force_custom_plan");

/**
 * Until the end of the transaction tables are reached by an index wherever one leads there. For statements over a
 * table that has just grown: the planner takes it for as empty as it was when it last looked, and reads it whole for
 * each row (8,100 rows into an empty table took 2.4 s so, and four times as long for twice as many).
 */
export const planByIndexes = (tx: Transaction): void => {
  planByValues(tx);
  tx.send("SET LOCAL enable_seqscan = off");
};
