import type { Transaction } from "../../platform/workspace/index.ts";
import { timingColumns, TIMINGS, type TimedStep } from "./step-timings.repo.ts";

export interface AwaitingStep {
  readonly id: string;
  readonly step: string;
  readonly automation: string;
  readonly version: number;
  readonly base: string;
}

export const awaitingSteps = (tx: Transaction, record: string): Promise<AwaitingStep[]> =>
  tx.query<AwaitingStep & { [column: string]: unknown }>(
    `SELECT id, step, automation, version, base_at AS base FROM ${tx.s}.run_step
      WHERE lane_key = $1 AND status = 'waiting' AND reason = 'waiting_event' AND happened IS NULL ORDER BY id FOR UPDATE`,
    [record],
  );

/** The event came: due as soon as the window allows, and no longer waiting for it. */
export const releaseSteps = async (tx: Transaction, steps: readonly TimedStep[]): Promise<void> => {
  if (steps.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET happened = true, reason = v.reason, due_at = v.due, run_at = CASE WHEN a.state = 'active' THEN v.run_at END,
            wave = CASE WHEN v.run_at <= $1 THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END
       FROM ${TIMINGS}, ${tx.s}.automation a
      WHERE s.id = v.id AND a.id = s.automation`,
    [tx.now.toString(), ...timingColumns(steps)],
  );
};
