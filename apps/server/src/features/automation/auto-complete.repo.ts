import type { Transaction } from "../../platform/workspace/index.ts";
import type { Pair } from "./membership.repo.ts";

/** An activity to be done automatically, and the step that planned it. */
export interface AutoCompletion {
  readonly activity: string;
  readonly record: string;
  readonly step: string;
  readonly automation: string;
}

type Row = { activity: string; record: string; step: string; automation: string };

/** Takes what ends for records that now stand in other stages; what a person did by hand meanwhile is left out. */
export const takeByStage = (
  tx: Transaction,
  { records, stages }: { records: readonly string[]; stages: readonly string[] },
): Promise<AutoCompletion[]> =>
  tx.query<Row>(
    `DELETE FROM ${tx.s}.auto_completion c
      USING unnest($1::uuid[], $2::text[]) AS v(record, stage), ${tx.s}.run_step s
      WHERE c.record = v.record AND c.stage IS NOT NULL AND c.stage <> v.stage AND s.id = c.step
      RETURNING c.activity, c.record, c.step, s.automation`,
    [records, stages],
  );

export const takeByAutomation = (tx: Transaction, pairs: readonly Pair[]): Promise<AutoCompletion[]> =>
  tx.query<Row>(
    `DELETE FROM ${tx.s}.auto_completion c
      USING unnest($1::uuid[], $2::uuid[]) AS v(record, automation), ${tx.s}.run_step s
      WHERE c.record = v.record AND c.automation = v.automation AND s.id = c.step
      RETURNING c.activity, c.record, c.step, s.automation`,
    [pairs.map((pair) => pair.record), pairs.map((pair) => pair.automation)],
  );

/** Takes what ends for records that are no members of the automation any more. */
export const takeOfNonMembers = (tx: Transaction, automation: string): Promise<AutoCompletion[]> =>
  tx.query<Row>(
    `DELETE FROM ${tx.s}.auto_completion c USING ${tx.s}.run_step s
      WHERE c.automation = $1 AND s.id = c.step
        AND NOT EXISTS (SELECT 1 FROM ${tx.s}.member m WHERE m.record = c.record AND m.automation = c.automation)
      RETURNING c.activity, c.record, c.step, s.automation`,
    [automation],
  );
