import * as z from "zod";
import { key } from "../formats/index.ts";
import { annotate } from "../problems/index.ts";
import { activeRuns } from "./automations.ts";
import { pageQueryShape } from "./page.ts";

/** One published version of an automation. */
export const versionSchema = z.strictObject({
  version: z.int(),
  /** Whether runs start on it. */
  current: z.boolean(),
  published_at: z.string(),
  /** Null: the system. */
  published_by: z.nullable(z.strictObject({ id: z.string(), name: z.nullable(z.string()) })),
  /** What became of the runs that were under way; null for the first version. */
  active_runs: z.nullable(activeRuns),
  /** The version that it brought back. */
  restores: z.nullable(z.int()),
  /** Runs that are under way on it now. */
  runs_under_way: z.int(),
});

export const versionWithDefinitionSchema = versionSchema.extend({
  /** As it is written in YAML. */
  definition: z.record(z.string(), z.unknown()),
});

export const versionsQueryShape = pageQueryShape;

const versionNumber = annotate(z.string().regex(/^[1-9]\d{0,8}$/), {
  noun: "the number of a version",
  write: "digits, such as 3",
}).transform(Number);

export const versionParams = z.strictObject({ key: z.string(), version: versionNumber });

/** From the version before to the current one unless said otherwise. */
export const differenceQueryShape = {
  from: z.exactOptional(versionNumber),
  to: z.exactOptional(versionNumber),
  /** The language of the lines; the workspace's unless said otherwise. */
  locale: z.exactOptional(z.enum(["en", "es", "ro"])),
};

export const differenceSchema = z.strictObject({
  kind: z.enum(["added", "removed", "moved", "changed"]),
  step: z.nullable(z.string()),
  part: z.nullable(z.string()),
  before: z.exactOptional(z.unknown()),
  after: z.exactOptional(z.unknown()),
});

export const comparisonSchema = z.strictObject({
  from: z.int(),
  to: z.int(),
  differences: z.array(differenceSchema),
  /** The same for people, one line each. */
  lines: z.array(z.string()),
});

export const rollbackSchema = z.strictObject({
  version: z.int().min(1),
  active_runs: z.exactOptional(activeRuns),
});

export const copySchema = z.strictObject({ key, name: z.exactOptional(z.string().min(1)) });
