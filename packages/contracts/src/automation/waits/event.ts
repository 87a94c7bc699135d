import * as z from "zod";
import { duration } from "../../formats/index.ts";
import { type Filter, filter } from "../filter.ts";
import { eventName } from "../triggers/event.ts";

export const TIMEOUTS = ["run", "skip"] as const;

/** An event of the record, or the timeout. */
export const waitEvent = z.strictObject({
  event: eventName,
  timeout: z.exactOptional(duration),
  /** What the timeout does to the step; `run` unless said. */
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
  then: z.exactOptional(z.enum(TIMEOUTS)),
  match: z.exactOptional(filter),
});

export type WaitEventInput = z.infer<typeof waitEvent>;

export interface WaitEvent {
  readonly event: string;
  readonly timeout?: string;
  readonly then: (typeof TIMEOUTS)[number];
  readonly match?: Filter;
}
