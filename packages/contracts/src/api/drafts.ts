import * as z from "zod";
import { annotate } from "../problems/index.ts";
import { activeRuns } from "./automations.ts";
import { fieldErrorSchema } from "./problem-details.ts";

const definition = z.record(z.string(), z.unknown());
const count = z.int().min(0);

/** An edit of an automation that is not published yet; `definition` may be unfinished. */
export const draftSchema = z.strictObject({
  automation: z.string(),
  /** Rises with each save. */
  revision: z.int(),
  /** The version that was edited; 0 where the automation is still to be defined. */
  base_version: z.int(),
  definition,
  updated_at: z.string(),
  updated_by: z.strictObject({ id: z.string(), name: z.nullable(z.string()) }),
});

export const draftEditSchema = z.strictObject({
  /** The revision that was edited; 0: there is no draft yet. */
  revision: count,
  base_version: count,
  definition,
});

export const draftPublicationSchema = z.strictObject({
  /** The revision that was looked at: if there is another by now, nothing is published. */
  revision: z.int().min(1),
  active_runs: z.exactOptional(activeRuns),
});

export const draftsQueryShape = {
  /** Also of automations that are defined. */
  all: z.exactOptional(z.enum(["true", "false"]).transform((word) => word === "true")),
};

export const draftQueryShape = {
  revision: annotate(z.string().regex(/^[1-9]\d{0,8}$/), {
    noun: "the number of a revision",
    write: "digits, such as 3",
  }).transform(Number),
};

/** What publishing means for runs under way; times and ends are those of the first 500 of them. */
export const draftEffectSchema = z.strictObject({
  runs: count,
  /** Where they stand. */
  steps: z.array(z.strictObject({ step: z.string(), runs: count })),
  /** Steps that would run sooner if the runs moved. */
  sooner: count,
  /** Of these, how many at once. */
  at_once: count,
  /** Runs that would end by moving. */
  ending: count,
  examples: z.array(
    z.strictObject({
      record: z.nullable(z.string()),
      step: z.string(),
      before: z.string(),
      after: z.string(),
    }),
  ),
});

export const draftCheckRequestSchema = z.strictObject({ definition });

export const WARNING_CODES = ["ends_itself", "always_quiet", "cap_cannot_fit", "loop"] as const;

export const draftCheckSchema = z.strictObject({
  errors: z.array(fieldErrorSchema),
  /** Nothing of this keeps it from being published. */
  warnings: z.array(
    z.strictObject({
      field: z.string(),
      code: z.enum(WARNING_CODES),
      params: z.record(z.string(), z.string()),
    }),
  ),
});

export type DraftPayload = z.infer<typeof draftSchema>;
export type DraftEffectPayload = z.infer<typeof draftEffectSchema>;
export type DraftCheckPayload = z.infer<typeof draftCheckSchema>;
