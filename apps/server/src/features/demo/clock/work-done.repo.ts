import type { Transaction } from "../../../platform/workspace/index.ts";

export interface DoneStep {
  readonly automation: string;
  readonly name: string;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly object: string;
  readonly record: string | null;
  readonly at: string;
}

/** What automations did since an instant. */
export interface WorkDone {
  readonly started: number;
  readonly finished: number;
  /** The last of them, the newest first. */
  readonly steps: readonly DoneStep[];
}

const MOST_STEPS = 50;

export const readWorkDone = async (tx: Transaction, since: Temporal.Instant): Promise<WorkDone> => {
  const [counts] = await tx.query<{ started: number; finished: number }>(
    `SELECT (SELECT count(*) FROM ${tx.s}.run WHERE started_at >= $1) AS started,
            (SELECT count(*) FROM ${tx.s}.run_step WHERE finished_at >= $1) AS finished`,
    [since.toString()],
  );
  const steps = await tx.query<DoneStep & { readonly [column: string]: unknown }>(
    `SELECT split_part(a.key, '~', 1) AS automation, a.name, s.step, s.status, s.reason, r.object, r.record,
            s.finished_at AS at
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE s.finished_at >= $1 ORDER BY s.finished_at DESC, s.id DESC LIMIT ${MOST_STEPS}`,
    [since.toString()],
  );
  return { started: counts?.started ?? 0, finished: counts?.finished ?? 0, steps };
};
