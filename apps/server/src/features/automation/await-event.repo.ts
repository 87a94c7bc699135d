import type { Transaction } from "../../platform/workspace/index.ts";

export interface AwaitingStep {
  readonly id: string;
  readonly step: string;
  readonly automation: string;
  readonly version: number;
}

export const awaitingSteps = (tx: Transaction, record: string): Promise<AwaitingStep[]> =>
  tx.query<AwaitingStep & { [column: string]: unknown }>(
    `SELECT id, step, automation, version FROM ${tx.s}.run_step
      WHERE lane_key = $1 AND status = 'waiting' AND reason = 'waiting_event' ORDER BY id FOR UPDATE`,
    [record],
  );

/** The event came: due now, and no longer waiting for it. */
export const releaseSteps = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET reason = 'waiting_time', due_at = $2, run_at = CASE WHEN a.state = 'active' THEN $2::timestamptz END,
            wave = (SELECT nextval('${tx.s}.wave_seq'))
       FROM ${tx.s}.automation a
      WHERE s.id = ANY($1::uuid[]) AND a.id = s.automation`,
    [ids, tx.now.toString()],
  );
};
