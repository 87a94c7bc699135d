import type { Transaction } from "../../platform/workspace/index.ts";
import { timingColumns, TIMINGS, VIA, type TimedStep } from "./step-timings.repo.ts";

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
export const retimeSteps = async (tx: Transaction, steps: readonly TimedStep[]): Promise<void> => {
  if (steps.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET base_at = v.base, due_at = v.due,
            run_at = CASE WHEN a.state = 'active' THEN v.run_at END, reason = v.reason, until_record = v.until_record,
            until_via = ${VIA},
            wave = CASE WHEN v.run_at <= $1 THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END
       FROM ${TIMINGS}, ${tx.s}.automation a
      WHERE s.id = v.id AND a.id = s.automation AND s.status = 'waiting'
        AND (s.due_at IS DISTINCT FROM v.due OR (s.run_at IS NULL AND v.run_at IS NOT NULL)
             OR s.until_record IS DISTINCT FROM v.until_record OR s.until_via IS DISTINCT FROM ${VIA})`,
    [tx.now.toString(), ...timingColumns(steps)],
  );
};
