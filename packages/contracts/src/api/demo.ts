import * as z from "zod";

const offerSchema = z.strictObject({
  automation: z.strictObject({ key: z.string(), name: z.nullable(z.string()), switched_on: z.boolean() }),
  /** The deal that is offered to be moved, while it is there. */
  record: z.nullable(
    z.strictObject({
      object: z.string(),
      id: z.string(),
      title: z.nullable(z.string()),
      stage: z.nullable(z.string()),
    }),
  ),
  /** Where to. */
  stage: z.string(),
  /** The record that the automation runs for. */
  moved: z.nullable(z.strictObject({ object: z.string(), id: z.string(), title: z.nullable(z.string()) })),
  /** When its first step was done. */
  ran_at: z.nullable(z.string()),
  explained: z.boolean(),
  closed: z.boolean(),
});

/** The demo that the workspace holds. */
export const demoSchema = z.strictObject({
  demo: z.nullable(
    z.strictObject({
      filled_at: z.string(),
      /** What the workspace's clock shows. */
      now: z.string(),
      /** By how many seconds it goes ahead of the real one. */
      ahead: z.int().min(0),
      /** What the first start offers to try; null for who may not do it. */
      offer: z.nullable(offerSchema),
    }),
  ),
});

export const demoClockSchema = z.strictObject({
  /** Calendar days of the workspace's zone. */
  days: z.int().min(1).max(31),
});

export const demoMovedSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** Runs that began meanwhile. */
  started: z.int(),
  /** Steps that ended meanwhile. */
  finished: z.int(),
  /** The last fifty of them, the newest first. */
  steps: z.array(
    z.strictObject({
      automation: z.string(),
      name: z.string(),
      step: z.string(),
      status: z.string(),
      reason: z.nullable(z.string()),
      object: z.string(),
      record: z.nullable(z.string()),
      at: z.string(),
    }),
  ),
});

export const demoOfferSchema = z.strictObject({
  explained: z.exactOptional(z.literal(true)),
  closed: z.exactOptional(z.literal(true)),
});

export const demoRemovalSchema = z.strictObject({
  objects: z.array(
    z.strictObject({
      object: z.string(),
      count: z.int(),
      /** Of them made since the demo was filled in. */
      own: z.int(),
    }),
  ),
  automations: z.int(),
  runs: z.int(),
  /** Who stays, for they can come in. */
  staying: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

export type DemoPayload = z.infer<typeof demoSchema>;
export type DemoMovedPayload = z.infer<typeof demoMovedSchema>;
export type DemoRemovalPayload = z.infer<typeof demoRemovalSchema>;
