import * as z from "zod";
import { LOG_STATUSES, REASONS } from "../automation/index.ts";
import { runSchema } from "./automations.ts";
import { annotate } from "../problems/index.ts";
import { pageOf, pageQueryShape } from "./page.ts";

/** How steps stand, as people sort them: held back for the recipient's sake counts as skipped. */
export const STEP_STANDINGS = ["done", "waiting", "skipped", "cancelled", "failed", "uncertain"] as const;
export type StepStanding = (typeof STEP_STANDINGS)[number];

const standing = z.enum(STEP_STANDINGS);
const text = z.nullable(z.string());

const wholeNumber = (least: number, most: number) =>
  annotate(z.string().regex(/^\d{1,9}$/), { noun: "a whole number", write: "digits, such as 30" })
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** So many days back, 30 unless given; what waits counts whenever it was reached. */
const days = z.exactOptional(wholeNumber(1, 3650));
const version = z.exactOptional(wholeNumber(1, 1_000_000));

export const stepCountsQueryShape = { days };

/** What became of an automation's steps, by version, step and reason. */
export const stepCountsSchema = z.strictObject({
  since: z.string(),
  /** Runs that started since. */
  runs: z.array(z.strictObject({ version: z.int(), count: z.int() })),
  steps: z.array(
    z.strictObject({
      version: z.int(),
      step: z.string(),
      standing,
      reason: text,
      count: z.int(),
    }),
  ),
});

export const stepsQueryShape = {
  ...pageQueryShape,
  standing,
  days,
  version,
  step: z.exactOptional(z.string().min(1)),
  reason: z.exactOptional(z.enum(REASONS)),
};

const subject = {
  object: z.string(),
  record: text,
  /** What the record is called; null where it has no name, or is gone. */
  title: text,
};

/** A step of one run, in a list of such. */
const stepLine = z.strictObject({
  id: z.string(),
  run: z.string(),
  version: z.int(),
  step: z.string(),
  ...subject,
  standing,
  status: z.enum(LOG_STATUSES),
  reason: text,
  detail: text,
  due: text,
  at: text,
  /** Attempts that failed for a time. */
  attempts: z.int(),
  /** Its messages of which nobody knows whether they went out. */
  uncertain: z.array(z.string()),
});

export const stepLinesSchema = pageOf(stepLine);
export type StepLine = z.infer<typeof stepLine>;

/** When steps fall due, by calendar day in the reader's zone. */
export const forecastSchema = z.strictObject({
  days: z.array(z.strictObject({ day: z.string(), count: z.int() })),
  /** Due beyond the days told. */
  later: z.int(),
  /** Those that wait for what has no date: an event, a field that is empty. */
  undated: z.int(),
});

const message = z.strictObject({
  id: z.string(),
  channel: z.string(),
  to: z.string(),
  state: z.string(),
  at: text,
});

const runStep = z.strictObject({
  step: z.string(),
  status: z.enum(LOG_STATUSES),
  reason: text,
  detail: text,
  due: text,
  at: text,
  attempts: z.int(),
  /** Its message is being handed over, or waits for another attempt. */
  sending: z.boolean(),
  messages: z.array(message),
});

/** Why a run started: the save, and who made it. */
const cause = z.strictObject({
  at: z.string(),
  kind: z.enum(["created", "updated", "archived", "unarchived", "deleted", "restored", "merged"]),
  actor: text,
  automation: text,
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
});

const link = z.strictObject({
  automation: z.string(),
  name: z.string(),
  run: text,
  ...subject,
});

const intervention = z.strictObject({
  at: z.string(),
  actor: text,
  step: z.string(),
  kind: z.enum(["run_now", "retried", "retried_newest", "went_out", "sent_again"]),
});

export const runDetailSchema = z.strictObject({
  ...runSchema.shape,
  name: z.string(),
  title: text,
  /** The automation's newest version. */
  newest: z.int(),
  steps: z.array(runStep),
  /** Null: time started it, a person's press, or an event. */
  cause: z.nullable(cause),
  /** What led here, the first first; this run is not among them. */
  chain: z.array(link),
  /** Runs that its changes started. */
  started: z.array(link),
  interventions: z.array(intervention),
  /** What whoever asks may do to it. */
  may: z.strictObject({ run_now: z.boolean(), stop: z.boolean(), retry: z.boolean(), test: z.boolean() }),
});

export type RunDetail = z.infer<typeof runDetailSchema>;
export type StepCounts = z.infer<typeof stepCountsSchema>;
export type Forecast = z.infer<typeof forecastSchema>;

const by = z.enum(["same", "newest"]);

/** `same`: by the version that the run is on. */
export const retrySchema = z.strictObject({ version: by });

/** All failed steps that the list shows; `count` is how many it showed. */
export const retryManySchema = z.strictObject({
  version: by,
  count: z.int().min(1),
  days: z.exactOptional(z.int().min(1).max(3650)),
  reason: z.exactOptional(z.enum(REASONS)),
  step: z.exactOptional(z.string().min(1)),
});

export const retriedSchema = z.strictObject({
  retried: z.int(),
  /** Those whose runs cannot go on. */
  left: z.int(),
});

export const settlementSchema = z.strictObject({ answer: z.enum(["went_out", "send_again"]) });
