import * as z from "zod";
import { explanationSchema } from "./explanation.ts";
import { toldStepSchema } from "./told-step.ts";

export const dryRunRequestSchema = z.strictObject({
  record: z.string(),
  /** A definition that is not saved yet, in place of the published one. Its key is that of the address. */
  definition: z.exactOptional(z.record(z.string(), z.unknown())),
  /** Of the event that would have started it. */
  payload: z.exactOptional(z.record(z.string(), z.unknown())),
});

const text = z.nullable(z.string());

const effect = z.strictObject({
  at: z.string(),
  /** A channel (`email`, `sms` …), `notify`, `create`, `update`, `archive` or `delete`. */
  kind: z.string(),
  object: text,
  record: text,
  /** The message as it is rendered with its recipient, or the fields before and after. */
  content: z.record(z.string(), z.unknown()),
});

const step = toldStepSchema.extend({ do: z.string(), effects: z.array(effect) });

export const dryRunSchema = z.strictObject({
  automation: z.string(),
  version: z.int(),
  object: z.string(),
  record: z.string(),
  started_at: z.string(),
  /** How `when` is judged at the start. */
  when: z.nullable(explanationSchema),
  status: z.enum(["not_started", "active", "completed", "exited"]),
  reason: text,
  detail: text,
  ended_at: text,
  /** False where the run was left before its end: it takes more turns than a dry run does. */
  complete: z.boolean(),
  steps: z.array(step),
  branches: z.array(z.strictObject({ branch: z.string(), arm: z.int(), condition: explanationSchema })),
});

export type DryRunPayload = z.infer<typeof dryRunSchema>;
