import * as z from "zod";

const count = z.int();

/** What became of the steps of one automation that were reached in the last 30 days, and what waits now. */
const tally = z.strictObject({
  automation: z.string(),
  done: count,
  skipped: count,
  cancelled: count,
  failed: count,
  uncertain: count,
  /** Now, however long already. */
  waiting: count,
  /** When the next waiting step falls due; null where none waits for time. */
  next_due: z.nullable(z.string()),
  /** When the last of them ended; null where none did. */
  last_at: z.nullable(z.string()),
});

export const talliesSchema = z.strictObject({ since: z.string(), items: z.array(tally) });

export type TalliesPayload = z.infer<typeof talliesSchema>;
