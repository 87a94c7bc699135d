import * as z from "zod";
import { pageOf, pageQueryShape } from "./page.ts";

const filter = z.exactOptional(z.string().min(1));
/** Words that the title of a record holds, or the name of its contact or company. */
const text = z.exactOptional(z.string().min(1).max(200));

/** What a board is narrowed by: a filter as JSON, such as `["owner","is","me"]`. */
export const boardQueryShape = { filter, text };

/** What the cards of one stage are narrowed and ordered by. */
export const cardQueryShape = { ...pageQueryShape, filter, text, sort: z.exactOptional(z.string().min(1)) };

const named = z.strictObject({ id: z.string(), name: z.string() });

export const boardSchema = z.strictObject({
  pipeline: z.string(),
  object: z.string(),
  label: z.string(),
  /** Of the sums. */
  currency: z.string(),
  /** Whether who asks may create a record of this object. */
  may_create: z.boolean(),
  stages: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      label: z.string(),
      kind: z.enum(["open", "won", "lost"]),
      records: z.int(),
      /** Of the amounts in the workspace's currency; null where the object has none, or who asks may not see it. */
      amount: z.nullable(z.string()),
      /** Records whose amount is in another currency, and so not in the sum. */
      other_currencies: z.int(),
    }),
  ),
});

export type BoardPayload = z.infer<typeof boardSchema>;

export const cardSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  stage: z.string(),
  title: z.nullable(z.string()),
  amount: z.nullable(z.string()),
  currency: z.string(),
  owner: z.nullable(named),
  contact: z.nullable(named),
  company: z.nullable(named),
  /** Whether who asks may move it. */
  may_move: z.boolean(),
  /** The first automatic step that waits on the record. */
  next_step: z.nullable(
    z.strictObject({
      automation: z.strictObject({ key: z.string(), name: z.string() }),
      step: z.string(),
      action: z.nullable(z.string()),
      /** What the step is called, or what it plans; null where only a person's own data would say. */
      summary: z.nullable(z.string()),
      /** Null while it waits for something that has no date. */
      due: z.nullable(z.string()),
      /** Steps that wait on the record, this one included. */
      waiting: z.int(),
    }),
  ),
});

export type CardPayload = z.infer<typeof cardSchema>;

export const cardPageSchema = pageOf(cardSchema);
