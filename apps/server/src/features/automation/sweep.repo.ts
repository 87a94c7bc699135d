import type { Transaction } from "../../platform/workspace/index.ts";

/** Up to when each automation's moments are armed. Locked: one sweep at a time. */
export const readSweeps = async (tx: Transaction): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const rows = await tx.query<{ automation: string; swept_until: string }>(
    `SELECT automation, swept_until FROM ${tx.s}.sweep ORDER BY automation FOR UPDATE`,
  );
  return new Map(rows.map((row) => [row.automation, Temporal.Instant.from(row.swept_until)]));
};

export const writeSweep = (tx: Transaction, automation: string, until: Temporal.Instant): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.sweep (automation, swept_until) VALUES ($1, $2)
     ON CONFLICT (automation) DO UPDATE SET swept_until = excluded.swept_until`,
    [automation, until.toString()],
  );

/** Up to when everything is armed; null when nothing needs sweeping. */
export const sweptUntil = async (tx: Transaction): Promise<string | null> => {
  const [row] = await tx.query<{ at: string | null }>(
    `SELECT min(s.swept_until) AS at FROM ${tx.s}.sweep s
       JOIN ${tx.s}.automation a ON a.id = s.automation AND a.state = 'active'`,
  );
  return row?.at ?? null;
};

export const removeSweep = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.sweep WHERE automation = $1`, [automation]);
