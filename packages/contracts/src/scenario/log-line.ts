import * as z from "zod";
import { key, moment, name, stepId } from "../formats/index.ts";
import { LOG_STATUSES, REASONS } from "../automation/index.ts";

/** A line that must be found in the run log; attributes left out are not compared. */
export const logLineSchema = z.strictObject({
  automation: key,
  version: z.exactOptional(z.int()),
  record: z.exactOptional(name),
  step: z.exactOptional(stepId),
  at: z.exactOptional(moment),
  due: z.exactOptional(moment),
  status: z.exactOptional(z.enum(LOG_STATUSES)),
  reason: z.exactOptional(z.enum(REASONS)),
  detail: z.exactOptional(z.string()),
});

export type ExpectedLogLine = z.infer<typeof logLineSchema>;
