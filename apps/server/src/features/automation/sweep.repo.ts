import type { Transaction } from "../../platform/workspace/index.ts";

/** Up to when an automation's moments are armed, and how often it has failed since to arm more. */
export interface Swept {
  readonly until: Temporal.Instant;
  readonly attempt: number;
}

/** Those that wait for another attempt only where they are asked for by name. Locked: one sweep at a time. */
export const readSweeps = async (
  tx: Transaction,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Swept>> => {
  const rows = await tx.query<{ automation: string; swept_until: string; attempt: number }>(
    `SELECT automation, swept_until, attempt FROM ${tx.s}.sweep
      WHERE needed AND CASE WHEN $1::uuid[] IS NULL THEN retry_at IS NULL OR retry_at <= $2 ELSE automation = ANY($1) END
      ORDER BY automation FOR UPDATE`,
    [of ?? null, tx.now.toString()],
  );
  return new Map(
    rows.map(({ automation, swept_until: until, attempt }) => [
      automation,
      { until: Temporal.Instant.from(until), attempt },
    ]),
  );
};

/** The sweep failed: it is done again from where it stood. */
export const delaySweep = (tx: Transaction, automation: string, until: Temporal.Instant): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.sweep SET retry_at = $2, attempt = attempt + 1 WHERE automation = $1`, [
    automation,
    until.toString(),
  ]);

export const writeSweep = (
  tx: Transaction,
  automation: string,
  { until, needed }: { until: Temporal.Instant; needed: boolean },
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.sweep (automation, swept_until, needed) VALUES ($1, $2, $3)
     ON CONFLICT (automation) DO UPDATE SET swept_until = excluded.swept_until, needed = excluded.needed,
       retry_at = NULL, attempt = 0`,
    [automation, until.toString(), needed],
  );

export const removeSweep = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.sweep WHERE automation = $1`, [automation]);
