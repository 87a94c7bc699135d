import * as z from "zod";
import { annotate } from "../../problems/index.ts";
import { filter } from "../filter.ts";

export const eventName = annotate(z.string().regex(/^[a-z_]+\.[a-z_]+$/), {
  noun: "the name of an event",
  write: "two words with a dot, such as message.received",
});

/** The product reports that event. */
export const eventTrigger = z.strictObject({
  event: eventName,
  /** Filter over the event's payload. */
  match: z.exactOptional(filter),
  /** Which record an inbound call means: the one whose `field` equals that value of the payload. */
  find: z.exactOptional(z.strictObject({ field: z.string().min(1), payload: z.string().min(1) })),
});

export type EventTrigger = z.infer<typeof eventTrigger>;
