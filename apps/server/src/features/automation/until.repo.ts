import type { Transaction } from "../../platform/workspace/index.ts";
import type { Followed, Timing } from "./plan.ts";

export interface UntilStep {
  readonly id: string;
  readonly step: string;
  readonly automation: string;
  readonly version: number;
  readonly record: string;
  readonly base: string;
  /** What its run was started for. */
  readonly occasion: string | null;
}

/** An array of arrays cannot be unnested row by row: the ids go as one text, and back. */
export const viaText = (follows: Followed | null): string | null =>
  follows === null || follows.via.length === 0 ? null : follows.via.join(",");
export const VIA = "string_to_array(v.via, ',')::uuid[]";

/** The waiting steps whose date stands on one of these records, on whose way to it or whose own record one of them is. */
export const readUntilSteps = (tx: Transaction, records: readonly string[]): Promise<UntilStep[]> =>
  tx.query<UntilStep & { [column: string]: unknown }>(
    `SELECT s.id, s.step, s.automation, s.version, s.lane_key AS record, s.base_at AS base, r.occasion
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.status = 'waiting' AND s.until_record IS NOT NULL AND s.until_record = ANY($1::uuid[])
     UNION
     SELECT s.id, s.step, s.automation, s.version, s.lane_key, s.base_at, r.occasion
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.status = 'waiting' AND s.until_record IS NOT NULL AND s.lane_key = ANY($1::uuid[])
     UNION
     SELECT s.id, s.step, s.automation, s.version, s.lane_key, s.base_at, r.occasion
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.status = 'waiting' AND s.until_via IS NOT NULL AND s.until_via && $1::uuid[]`,
    [records],
  );

/** While its automation is off a step follows its date and is not claimed. */
export const retimeSteps = async (
  tx: Transaction,
  steps: readonly { readonly id: string; readonly timing: Timing }[],
): Promise<void> => {
  if (steps.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET base_at = v.base, due_at = v.due,
            run_at = CASE WHEN a.state = 'active' THEN v.run_at END, reason = v.reason, until_record = v.until_record,
            until_via = ${VIA},
            wave = CASE WHEN v.run_at <= $1 THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END
       FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[],
                   $7::timestamptz[], $8::text[])
         AS v(id, due, run_at, reason, until_record, base, via), ${tx.s}.automation a
      WHERE s.id = v.id AND a.id = s.automation AND s.status = 'waiting'
        AND (s.due_at IS DISTINCT FROM v.due OR (s.run_at IS NULL AND v.run_at IS NOT NULL)
             OR s.until_record IS DISTINCT FROM v.until_record OR s.until_via IS DISTINCT FROM ${VIA})`,
    [
      tx.now.toString(),
      steps.map((step) => step.id),
      steps.map((step) => step.timing.due?.toString() ?? null),
      steps.map((step) => step.timing.runAt?.toString() ?? null),
      steps.map((step) => step.timing.reason),
      steps.map((step) => step.timing.follows?.record ?? null),
      steps.map((step) => step.timing.base.toString()),
      steps.map((step) => viaText(step.timing.follows)),
    ],
  );
};
