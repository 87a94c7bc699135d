import * as z from "zod";
import { fieldErrorSchema } from "./problem-details.ts";
import { recordValuesSchema } from "./record.ts";

/** So many in one transaction: short enough that others hardly wait. */
export const MOST_MATCHING_ITEMS = 500;

/** One change of all records behind a filter, part by part. */
export const matchingChangeSchema = z.strictObject({
  /** Null: all that who asks may read. Archived ones are not meant by a filter. */
  filter: z.exactOptional(z.unknown()),
  /** In place of a filter: those with these ids, archived or not. */
  ids: z.exactOptional(z.array(z.uuid()).min(1).max(MOST_MATCHING_ITEMS)),
  /** Fields to set, the same in each. */
  set: z.exactOptional(recordValuesSchema),
  /** To archive, or to bring back. */
  archived: z.exactOptional(z.boolean()),
  /** `next` of the part before. */
  cursor: z.exactOptional(z.string().max(1000)),
  limit: z.exactOptional(z.int().min(1).max(MOST_MATCHING_ITEMS)),
});

export const matchingAnswerSchema = z.strictObject({
  /** What changed, with what each field held before; empty for those that were archived or brought back. */
  changed: z.array(z.strictObject({ id: z.string(), before: z.record(z.string(), z.unknown()) })),
  /** How many were so already. */
  same: z.int(),
  refused: z.int(),
  /** Why the first one was. */
  errors: z.array(fieldErrorSchema),
  /** Where the next part begins; null where all is done. What is created meanwhile is not reached. */
  next: z.nullable(z.string()),
});

export type MatchingAnswer = z.infer<typeof matchingAnswerSchema>;
