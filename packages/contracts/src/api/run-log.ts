import * as z from "zod";
import { LOG_STATUSES, REASONS } from "../automation/index.ts";
import { pageOf, pageQueryShape } from "./page.ts";

export const runLogQueryShape = {
  ...pageQueryShape,
  /** A key. */
  automation: z.exactOptional(z.string()),
  record: z.exactOptional(z.string()),
  status: z.exactOptional(z.enum(LOG_STATUSES)),
  reason: z.exactOptional(z.enum(REASONS)),
};

const text = z.nullable(z.string());

/** One line of the run log, as scenario files know it. */
const line = z.strictObject({
  automation: z.string(),
  version: z.int(),
  record: text,
  run: text,
  /** Null: it is of the run as a whole, or of a trigger that started none. */
  step: text,
  /** When it ended, or began where it has not. */
  at: z.string(),
  due: text,
  status: z.enum(LOG_STATUSES),
  reason: text,
  detail: text,
});

export const runLogSchema = pageOf(line);

export type RunLogPayload = z.infer<typeof runLogSchema>;
