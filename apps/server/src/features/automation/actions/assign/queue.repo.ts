import type { Transaction } from "../../../../platform/workspace/index.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";

interface QueueKey {
  readonly automation: string;
  readonly step: string;
}

/** Who was given a record last. Holds the queue until the transaction ends, so that workers take turns exactly. */
export const holdQueue = async (tx: Transaction, { automation, step }: QueueKey): Promise<string | null> => {
  const [row] = await tx.query<{ last_user: string }>(
    `INSERT INTO ${tx.s}.assign_queue AS q (automation, step, last_user) VALUES ($1, $2, $3)
     ON CONFLICT (automation, step) DO UPDATE SET last_user = q.last_user
     RETURNING last_user`,
    [automation, step, NOBODY],
  );
  return row === undefined || row.last_user === NOBODY ? null : row.last_user;
};

export const moveQueue = (
  tx: Transaction,
  { automation, step }: QueueKey,
  lastUser: string,
): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.assign_queue SET last_user = $3 WHERE automation = $1 AND step = $2`, [
    automation,
    step,
    lastUser,
  ]);
