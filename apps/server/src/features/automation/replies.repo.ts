import type { Transaction } from "../../platform/workspace/index.ts";

export interface WrittenRun {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
}

/** The active runs of these records that have handed a message over. */
export const readWrittenRuns = (tx: Transaction, records: readonly string[]): Promise<WrittenRun[]> =>
  tx.query<WrittenRun & { [column: string]: unknown }>(
    `SELECT r.id, r.automation, r.version FROM ${tx.s}.run r
      WHERE r.record = ANY($1::uuid[]) AND r.status = 'active'
        AND EXISTS (SELECT 1 FROM ${tx.s}.run_step s JOIN ${tx.s}.delivery d ON d.step = s.id
                     WHERE s.run = r.id AND d.channel <> 'webhook' AND d.state IN ('sent', 'uncertain'))
      ORDER BY r.id`,
    [records],
  );
