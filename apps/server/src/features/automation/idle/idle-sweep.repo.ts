import type { Transaction } from "../../../platform/workspace/index.ts";

/** Up to when the moments of idle automations are armed, of those whose turn it is. Locked: one sweep at a time. */
export const readDueIdleSweeps = async (
  tx: Transaction,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const rows = await tx.query<{ automation: string; swept_until: string }>(
    `SELECT automation, swept_until FROM ${tx.s}.idle_sweep
      WHERE next_at <= $1 AND ($2::uuid[] IS NULL OR automation = ANY($2)) ORDER BY automation FOR UPDATE`,
    [tx.now.toString(), of ?? null],
  );
  return new Map(rows.map((row) => [row.automation, Temporal.Instant.from(row.swept_until)]));
};

interface IdleSweep {
  readonly until: Temporal.Instant;
  readonly nextAt: Temporal.Instant;
  /** All that happened up to here has its moment armed, so that the next sweep waits until more has happened. */
  readonly settledUntil: Temporal.Instant | null;
}

export const writeIdleSweep = (
  tx: Transaction,
  automation: string,
  { until, nextAt, settledUntil }: IdleSweep,
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.idle_sweep (automation, swept_until, next_at, settled_until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (automation) DO UPDATE
       SET swept_until = excluded.swept_until, next_at = excluded.next_at, settled_until = excluded.settled_until`,
    [automation, until.toString(), nextAt.toString(), settledUntil?.toString() ?? null],
  );

export const removeIdleSweep = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.idle_sweep WHERE automation = $1`, [automation]);
