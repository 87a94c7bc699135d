import * as z from "zod";
import { LOG_STATUSES } from "../automation/index.ts";
import { explanationSchema } from "./explanation.ts";

const text = z.nullable(z.string());

/** What is told of a step wherever one is told of: in the answer to "why", and in a dry run. */
export const toldStepSchema = z.strictObject({
  step: z.string(),
  status: z.enum(LOG_STATUSES),
  reason: text,
  detail: text,
  due: text,
  /** When it ended, or would end. */
  at: text,
  /** Its `if` with the values that it saw. */
  condition: z.nullable(explanationSchema),
  /** When it was put off, and by what: quiet hours, a cap, a window, an absence. */
  held: z.array(z.strictObject({ at: z.string(), reason: z.string(), detail: text })),
});
