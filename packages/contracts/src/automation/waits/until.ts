import * as z from "zod";
import { clock, offset } from "../../formats/index.ts";

/** A date of the record; the step follows it until it ran, unless frozen. */
export const waitUntil = z.strictObject({
  until: z.strictObject({
    field: z.string().min(1),
    offset: z.exactOptional(offset),
    at: z.exactOptional(clock),
    /** Take the date once, at the start of the run. */
    freeze: z.exactOptional(z.boolean()),
  }),
  /** The same, written one level higher; `normalizeAutomation` moves it inside. */
  freeze: z.exactOptional(z.boolean()),
});

export type WaitUntilInput = z.infer<typeof waitUntil>;

export interface WaitUntil {
  readonly until: {
    readonly field: string;
    readonly offset?: string;
    readonly at?: string;
    readonly freeze: boolean;
  };
}
