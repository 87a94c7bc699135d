import type { Transaction } from "../../../platform/workspace/index.ts";

interface OpenStep {
  readonly id: string;
  readonly run: string;
  readonly record: string | null;
  readonly step: string;
  readonly at: string | null;
}

/** Where the runs of an automation stand: the open steps with when each would run. */
export const readOpenSteps = (tx: Transaction, automation: string, limit: number): Promise<OpenStep[]> =>
  tx.query<OpenStep & { readonly [column: string]: unknown }>(
    `SELECT s.id, s.run, r.record, s.step, coalesce(s.run_at, s.due_at) AS at
       FROM ${tx.s}.run r JOIN ${tx.s}.run_step s ON s.run = r.id
      WHERE r.automation = $1 AND r.status = 'active' AND s.status IN ('waiting', 'sending')
        AND r.id IN (SELECT id FROM ${tx.s}.run WHERE automation = $1 AND status = 'active' ORDER BY id LIMIT $2)`,
    [automation, limit],
  );

interface StepCount {
  readonly step: string;
  readonly runs: number;
}

export const countOpenSteps = (tx: Transaction, automation: string): Promise<StepCount[]> =>
  tx.query<StepCount & { readonly [column: string]: unknown }>(
    `SELECT s.step, count(*)::int AS runs FROM ${tx.s}.run r JOIN ${tx.s}.run_step s ON s.run = r.id
      WHERE r.automation = $1 AND r.status = 'active' AND s.status IN ('waiting', 'sending')
      GROUP BY s.step`,
    [automation],
  );

export const countActiveRuns = async (tx: Transaction, automation: string): Promise<number> => {
  const [row] = await tx.query<{ runs: number }>(
    `SELECT count(*)::int AS runs FROM ${tx.s}.run WHERE automation = $1 AND status = 'active'`,
    [automation],
  );
  return row?.runs ?? 0;
};
