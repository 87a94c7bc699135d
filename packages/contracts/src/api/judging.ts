import * as z from "zod";
import { explanationSchema } from "./explanation.ts";

/** A filter that somebody is writing, and the record that it is tried on. */
export const judgingRequestSchema = z.strictObject({
  /** Null: nothing narrows. */
  filter: z.unknown(),
  record: z.exactOptional(z.nullable(z.string())),
  /** A save will be at hand, so `changed` and the like may be asked. */
  save: z.exactOptional(z.boolean()),
  /** The step waits for an event, so `wait.happened` may be asked. */
  wait: z.exactOptional(z.boolean()),
});

export const judgingSchema = z.strictObject({
  /** What is wrong with the filter; `path` leads through it as it was written. */
  problems: z.array(
    z.strictObject({
      path: z.array(z.union([z.string(), z.int()])),
      code: z.string(),
      message: z.string(),
      nearest: z.exactOptional(z.string()),
    }),
  ),
  /** How many records match, of those that who asks may read; null where that cannot be told before a save. */
  matching: z.nullable(z.int()),
  /** How many there are. */
  total: z.int(),
  /** How the filter stands for the record; null without a record, or with a filter that cannot be read. */
  explanation: z.nullable(explanationSchema),
});

export type JudgingPayload = z.infer<typeof judgingSchema>;
