import type { Transaction } from "../../../../platform/workspace/index.ts";

/** An activity that is done by itself when its record leaves the stage, or the automation's filter. */
export interface AutoCompletion {
  readonly activity: string;
  readonly record: string;
  /** The stage to be left; null where leaving the filter counts. */
  readonly stage: string | null;
  /** The automation whose filter is to be left; null where the stage counts. */
  readonly automation: string | null;
  readonly step: string;
}

export const insertAutoCompletions = async (
  tx: Transaction,
  rows: readonly AutoCompletion[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.auto_completion (activity, record, stage, automation, step)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[])`,
    [
      rows.map((row) => row.activity),
      rows.map((row) => row.record),
      rows.map((row) => row.stage),
      rows.map((row) => row.automation),
      rows.map((row) => row.step),
    ],
  );
};
