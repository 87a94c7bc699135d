import * as z from "zod";
import { duration } from "../../formats/index.ts";

export const STIRRINGS = ["activities", "messages", "stage", "calls", "edits"] as const;
export type Stirring = (typeof STIRRINGS)[number];

/** Nothing of that kind happened to the record for that long. */
export const idleTrigger = z.strictObject({
  idle: z.strictObject({ for: duration, of: z.array(z.enum(STIRRINGS)) }),
});

export type IdleTrigger = z.infer<typeof idleTrigger>;
