import type { Transaction } from "../../platform/workspace/index.ts";
import type { Timing } from "./plan.ts";

export interface UntilStep {
  readonly id: string;
  readonly step: string;
  readonly automation: string;
  readonly version: number;
  readonly record: string;
}

/** The waiting steps whose date stands on one of these records, or whose own record is one of them. */
export const readUntilSteps = (tx: Transaction, records: readonly string[]): Promise<UntilStep[]> =>
  tx.query<UntilStep & { [column: string]: unknown }>(
    `SELECT s.id, s.step, s.automation, s.version, s.lane_key AS record FROM ${tx.s}.run_step s
      WHERE s.status = 'waiting' AND s.until_record IS NOT NULL AND s.until_record = ANY($1::uuid[])
     UNION
     SELECT s.id, s.step, s.automation, s.version, s.lane_key FROM ${tx.s}.run_step s
      WHERE s.status = 'waiting' AND s.until_record IS NOT NULL AND s.lane_key = ANY($1::uuid[])`,
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
            wave = CASE WHEN v.run_at <= $1 THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END
       FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[],
                   $7::timestamptz[])
         AS v(id, due, run_at, reason, until_record, base), ${tx.s}.automation a
      WHERE s.id = v.id AND a.id = s.automation AND s.status = 'waiting'
        AND (s.due_at IS DISTINCT FROM v.due OR (s.run_at IS NULL AND v.run_at IS NOT NULL))`,
    [
      tx.now.toString(),
      steps.map((step) => step.id),
      steps.map((step) => step.timing.due?.toString() ?? null),
      steps.map((step) => step.timing.runAt?.toString() ?? null),
      steps.map((step) => step.timing.reason),
      steps.map((step) => step.timing.untilRecord),
      steps.map((step) => step.timing.base.toString()),
    ],
  );
};
