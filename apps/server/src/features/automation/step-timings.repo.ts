import type { Followed, Timing } from "./plan.ts";

export interface TimedStep {
  readonly id: string;
  readonly timing: Timing;
}

/** An array of arrays cannot be unnested row by row: the ids go as one text, and back. */
export const viaText = (follows: Followed | null): string | null =>
  follows === null || follows.via.length === 0 ? null : follows.via.join(",");
export const VIA = "string_to_array(v.via, ',')::uuid[]";

/** The times of some steps as a table, for a statement whose parameters 2 to 8 are what `timingColumns` answers. */
export const TIMINGS = `unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[],
                   $7::timestamptz[], $8::text[])
         AS v(id, due, run_at, reason, until_record, base, via)`;

export const timingColumns = (steps: readonly TimedStep[]): readonly (string | null)[][] => [
  steps.map(({ id }) => id),
  steps.map(({ timing }) => timing.due?.toString() ?? null),
  steps.map(({ timing }) => timing.runAt?.toString() ?? null),
  steps.map(({ timing }) => timing.reason),
  steps.map(({ timing }) => timing.follows?.record ?? null),
  steps.map(({ timing }) => timing.base.toString()),
  steps.map(({ timing }) => viaText(timing.follows)),
];
