import { nearest } from "@cadencia/core/nearest";
import * as z from "zod";
import { changeSchema as automationChange } from "../automation/definition.ts";
import { LOG_STATUSES } from "../automation/index.ts";
import { duration } from "../formats/index.ts";
import { isEventName, EVENT_NAMES } from "../events/index.ts";

import { pageQueryShape } from "./page.ts";

/** An automation with its state; `definition` is its written form, as in YAML. */
export const automationPayloadSchema = z.strictObject({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  object: z.string(),
  folder: z.nullable(z.string()),
  state: z.enum(["draft", "active", "inactive", "deleted"]),
  version: z.int(),
  activated_at: z.nullable(z.string()),
  deactivated_at: z.nullable(z.string()),
  /** Why it is off where nobody switched it off: `circuit_open`. */
  off_reason: z.nullable(z.string()),
  /** What of the workspace its current version names and can no longer find: it starts nothing until it is published again. */
  problems: z.array(z.strictObject({ field: z.string(), code: z.string(), message: z.string() })),
  definition: z.record(z.string(), z.unknown()),
});

/** What becomes of active runs: they end on their version (default), move to the new one, or are cancelled. */
export const activeRuns = z.enum(["finish", "move", "cancel"]);

export const publicationSchema = z.strictObject({
  /** Whole top-level keys of the definition. */
  change: automationChange,
  active_runs: z.exactOptional(activeRuns),
  /** The version that was edited: if there is another by now, nothing is published. */
  version: z.exactOptional(z.int()),
});

export const activationSchema = z.strictObject({
  /** Also the records that match already. */
  existing: z.boolean(),
  /** Of the new ones, only records created from now on. */
  created_after: z.exactOptional(z.boolean()),
  /** What becomes of steps that waited while it was off. */
  resume: z.exactOptional(z.enum(["shift", "keep_clock", "restart", "discard"])),
});

/** What `activate` would bring about at once; counts are of records. */
export const activationPreviewSchema = z.strictObject({
  /** Runs that would begin. */
  enter: z.int(),
  /** Records for which a message could go to somebody. */
  reached: z.int(),
  /** Records whose every address is held back, by its state or for want of consent. */
  suppressed: z.int(),
  /** Records for which there is no address. */
  no_address: z.int(),
  /** When the first step falls due. */
  first_due: z.nullable(z.string()),
});

/** Who would enter, by name, as far as the reader may read them. */
export const entrantsSchema = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), title: z.nullable(z.string()) })),
  next: z.nullable(z.string()),
  /** How many would enter that the reader may not read: they are on no page. */
  unread: z.int(),
});
export type EntrantsPayload = z.infer<typeof entrantsSchema>;

/** Without `record`: every record that satisfies `when`. */
export const pressSchema = z.nullish(z.strictObject({ record: z.exactOptional(z.string()) }));

/** Where an automation is called from outside. */
export const addressSchema = z.strictObject({
  address: z.nullable(z.string()),
  created_at: z.nullable(z.string()),
  /** Earlier addresses that are still good. */
  old: z.array(z.strictObject({ address: z.string(), valid_until: z.string() })),
});

/** How long the address so far stays good (default 1d; 0m ends it at once). */
export const rotationSchema = z.nullish(z.strictObject({ old_valid_for: z.exactOptional(duration) }));

export const stopSchema = z.strictObject({ record: z.string() });

export const runQueryShape = {
  ...pageQueryShape,
  record: z.exactOptional(z.string()),
  status: z.exactOptional(z.enum(["active", "completed", "exited"])),
};

const step = z.strictObject({
  step: z.string(),
  status: z.enum(LOG_STATUSES),
  reason: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  due: z.nullable(z.string()),
  /** When it ended. */
  at: z.nullable(z.string()),
});

/** One passage of one record through one version of an automation. */
export const runSchema = z.strictObject({
  id: z.string(),
  automation: z.string(),
  version: z.int(),
  object: z.string(),
  record: z.nullable(z.string()),
  status: z.enum(["active", "completed", "exited"]),
  reason: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  started_at: z.string(),
  ended_at: z.nullable(z.string()),
  steps: z.array(step),
});

export type RunPayload = z.infer<typeof runSchema>;

const eventName = z.string().refine(isEventName, {
  error: ({ input }) => {
    const close = nearest(String(input), EVENT_NAMES);
    return close === undefined ? "is no event of the product" : `is no event; did you mean "${close}"?`;
  },
});

export const newEventSchema = z.strictObject({
  event: eventName,
  record: z.exactOptional(z.nullable(z.strictObject({ object: z.string(), id: z.string() }))),
  payload: z.exactOptional(z.record(z.string(), z.unknown())),
});
