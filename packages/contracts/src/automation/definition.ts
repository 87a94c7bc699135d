import * as z from "zod";
import { key, name } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";
import { type Enrollment, type EnrollmentInput, enrollment } from "./enrollment.ts";
import { type Filter, filter } from "./filter.ts";
import { type Step, type StepInput, steps } from "./step.ts";
import { type Trigger, trigger } from "./triggers/index.ts";

/** An automation as it is written: in YAML, through the API, in a scenario file. */
export interface AutomationInput {
  readonly key: string;
  readonly name?: string;
  readonly object: string;
  readonly description?: string;
  readonly folder?: string;
  readonly trigger: Trigger;
  readonly when?: Filter;
  readonly enrollment?: EnrollmentInput;
  readonly on_failure?: "continue" | "stop";
  readonly steps: readonly StepInput[];
  readonly active?: boolean;
}

/** An automation with every default in its place, as the engine reads it. */
export interface Automation {
  readonly key: string;
  /** The key, where nobody gave it a name. */
  readonly name: string;
  readonly object: string;
  readonly description: string | null;
  readonly folder: string | null;
  readonly trigger: Trigger;
  /** Judged once, at the start of a run; null = always. */
  readonly when: Filter | null;
  readonly enrollment: Enrollment;
  readonly on_failure: "continue" | "stop";
  readonly steps: readonly Step[];
  readonly active: boolean;
}

const SHAPE = {
  key,
  name: z.exactOptional(z.string()),
  object: name,
  description: z.exactOptional(z.string()),
  folder: z.exactOptional(z.string()),
  trigger,
  when: z.exactOptional(filter),
  enrollment: z.exactOptional(enrollment),
  on_failure: z.exactOptional(z.enum(["continue", "stop"])),
  steps,
  active: z.exactOptional(z.boolean()),
};

/** The shape alone; `parseAutomation` also judges the rules between its parts. */
export const automationSchema: z.ZodType<AutomationInput> = annotate(z.strictObject(SHAPE), {
  noun: "an automation",
});

/** What a new version may change: whole top-level keys. */
export const changeSchema = z.strictObject(SHAPE).omit({ key: true }).partial();

export type AutomationChange = z.infer<typeof changeSchema>;
