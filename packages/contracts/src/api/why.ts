import * as z from "zod";
import { REASONS } from "../automation/index.ts";
import { explanationSchema } from "./explanation.ts";
import { pageQueryShape } from "./page.ts";
import { toldStepSchema } from "./told-step.ts";

const text = z.nullable(z.string());

export const whyQueryShape = pageQueryShape;

/** What came of an occasion, where it is no reason of the run log. */
export const WHY_OUTCOMES = [
  "started",
  "other_kind",
  "fields_unchanged",
  "before_false",
  "already_member",
  "left",
  "date_cleared",
  "date_moved",
  "date_set",
  "unexplained",
  "ready",
] as const;

const outcome = z.enum([...WHY_OUTCOMES, ...REASONS]);

const run = z.strictObject({
  id: z.string(),
  version: z.int(),
  status: z.enum(["active", "completed", "exited"]),
  reason: text,
  detail: text,
  started_at: z.string(),
  /** From where its first step counts: the moment that passed, after downtime earlier than `started_at`. */
  base_at: z.string(),
  ended_at: text,
  /** 1 for what a person's save started. */
  depth: z.int(),
  /** The automations and records behind it, itself last. */
  chain: z.array(z.strictObject({ automation: z.string(), record: z.string() })),
  payload: z.unknown(),
  steps: z.array(toldStepSchema),
});

const save = z.strictObject({
  seq: z.int(),
  at: z.string(),
  object: z.string(),
  record: z.string(),
  kind: z.string(),
  changed: z.array(z.string()),
  actor: text,
  actor_name: text,
  /** The automation and step that saved. */
  automation: text,
  step: text,
});

const occasion = z.strictObject({
  at: z.string(),
  /** A save of the record or of a related one, time that passed, its being switched on, or what was kept because no journal tells it. */
  source: z.enum(["save", "related_save", "time", "date", "schedule", "activation", "stored"]),
  save: z.nullable(save),
  /** The version that judged it. */
  version: z.nullable(z.int()),
  /** Whether the trigger happened. */
  happened: z.boolean(),
  outcome,
  detail: text,
  /** Which filter `conditions` are of. */
  filter: z.nullable(z.enum(["enters", "before", "when"])),
  /** Condition by condition, as things stood then. */
  conditions: z.nullable(explanationSchema),
  /** The run that it led to. */
  run: text,
});

/** Why an automation ran for a record, or did not. */
export const whySchema = z.strictObject({
  automation: z.strictObject({
    key: z.string(),
    name: z.string(),
    state: z.enum(["draft", "active", "inactive", "deleted"]),
    version: z.int(),
    activated_at: text,
    deactivated_at: text,
  }),
  object: z.string(),
  record: z.string(),
  /** How it stands now. `ready`: the next trigger would start it. */
  now: z.strictObject({
    at: z.string(),
    outcome,
    detail: text,
    /** The filter that it is entered by. */
    conditions: z.nullable(explanationSchema),
    when: z.nullable(explanationSchema),
    /** When a date, a schedule or the passing of time asks again. */
    next_at: text,
  }),
  /** The newest first. */
  runs: z.array(run),
  /** What could have started a run, or did, the newest first. */
  occasions: z.array(occasion),
  /** The position in `occasions` of the one that came nearest to starting a run and did not. */
  nearest: z.nullable(z.int()),
  /** For older occasions. */
  next: text,
});

export type WhyPayload = z.infer<typeof whySchema>;
