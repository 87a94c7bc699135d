import type { Transaction } from "../../platform/workspace/index.ts";

/** Up to when each automation's moments are armed. Locked: one sweep at a time. */
export const readSweeps = async (
  tx: Transaction,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const rows = await tx.query<{ automation: string; swept_until: string }>(
    `SELECT automation, swept_until FROM ${tx.s}.sweep
      WHERE needed AND ($1::uuid[] IS NULL OR automation = ANY($1)) ORDER BY automation FOR UPDATE`,
    [of ?? null],
  );
  return new Map(rows.map((row) => [row.automation, Temporal.Instant.from(row.swept_until)]));
};

export const writeSweep = (
  tx: Transaction,
  automation: string,
  { until, needed }: { until: Temporal.Instant; needed: boolean },
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.sweep (automation, swept_until, needed) VALUES ($1, $2, $3)
     ON CONFLICT (automation) DO UPDATE SET swept_until = excluded.swept_until, needed = excluded.needed`,
    [automation, until.toString(), needed],
  );

export const removeSweep = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.sweep WHERE automation = $1`, [automation]);
