import type { Transaction } from "../../../platform/workspace/index.ts";

/** What an edit meets among the runs of an automation. */
export interface EffectOnRuns {
  readonly underWay: number;
  /** Of these, runs of which a step is open that is none of the new version. */
  readonly losingSteps: number;
}

/** `steps`: what a run can stand at in the new version. */
export const readEffectOnRuns = async (
  tx: Transaction,
  automation: string,
  steps: readonly string[],
): Promise<EffectOnRuns> => {
  const [row] = await tx.query<EffectOnRuns & { [column: string]: unknown }>(
    `SELECT count(*)::int AS "underWay",
            count(*) FILTER (WHERE EXISTS (
              SELECT 1 FROM ${tx.s}.run_step s
               WHERE s.run = r.id AND s.status IN ('waiting', 'sending') AND NOT s.step = ANY($2::text[])))::int
              AS "losingSteps"
       FROM ${tx.s}.run r WHERE r.automation = $1 AND r.status = 'active'`,
    [automation, steps],
  );
  return { underWay: row?.underWay ?? 0, losingSteps: row?.losingSteps ?? 0 };
};
