import type { Transaction } from "../../platform/workspace/index.ts";

/**
 * Active runs of one record whose automation already runs for the other, or ran for it on the same occasion, or
 * whose group the other has an active run of.
 */
export const runsThatCollide = async (tx: Transaction, from: string, to: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT r.id FROM ${tx.s}.run r
      WHERE r.record = $1 AND r.status = 'active'
        AND EXISTS (SELECT 1 FROM ${tx.s}.run k
                     WHERE k.record = $2
                       AND ((k.automation = r.automation AND (k.status = 'active' OR k.occasion = r.occasion))
                         OR (k.exclusive_group = r.exclusive_group AND k.status = 'active')))`,
    [from, to],
  );
  return rows.map((row) => row.id);
};

export interface PinnedRun {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
}

/** The runs of a record that are under way, of automations that are switched on. */
export const readRunsOfActiveAutomations = (tx: Transaction, record: string): Promise<PinnedRun[]> =>
  tx.query<PinnedRun & { [column: string]: unknown }>(
    `SELECT r.id, r.automation, r.version FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation
      WHERE r.record = $1 AND r.status = 'active' AND a.state = 'active' ORDER BY r.id`,
    [record],
  );

export const moveRuns = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(
    `UPDATE ${tx.s}.run_step s SET lane_key = $2, until_record = CASE WHEN until_record = $1 THEN $2 ELSE until_record END
       FROM ${tx.s}.run r WHERE r.id = s.run AND r.record = $1 AND r.status = 'active'`,
    [from, to],
  );
  await tx.execute(
    `UPDATE ${tx.s}.delivery d SET record = $2
       FROM ${tx.s}.run r JOIN ${tx.s}.run_step s ON s.run = r.id
      WHERE r.record = $1 AND r.status = 'active' AND s.status = 'sending' AND d.step = s.id AND d.record = $1
        AND d.state = 'queued'`,
    [from, to],
  );
  // A further run at a moment (`…#…`) stands for the moment itself, where no other does.
  await tx.execute(
    `UPDATE ${tx.s}.run r SET record = $2,
            occasion = CASE WHEN EXISTS (SELECT 1 FROM ${tx.s}.run k
                                          WHERE k.automation = r.automation AND k.record = $2
                                            AND k.occasion = split_part(r.occasion, '#', 1))
                            THEN r.occasion ELSE split_part(r.occasion, '#', 1) END
      WHERE record = $1 AND status = 'active'`,
    [from, to],
  );
};
