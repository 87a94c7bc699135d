import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Swept } from "../sweep.repo.ts";

/** Up to when the moments of idle automations are armed, of those whose turn it is. Locked: one sweep at a time. */
export const readDueIdleSweeps = async (
  tx: Transaction,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Swept>> => {
  const rows = await tx.query<{ automation: string; swept_until: string; attempt: number }>(
    `SELECT automation, swept_until, attempt FROM ${tx.s}.idle_sweep
      WHERE next_at <= $1 AND ($2::uuid[] IS NULL OR automation = ANY($2)) ORDER BY automation FOR UPDATE`,
    [tx.now.toString(), of ?? null],
  );
  return new Map(
    rows.map(({ automation, swept_until: until, attempt }) => [
      automation,
      { until: Temporal.Instant.from(until), attempt },
    ]),
  );
};

interface IdleSweep {
  readonly until: Temporal.Instant;
  readonly nextAt: Temporal.Instant;
  /** All that happened has its moment armed, so that the next sweep waits until more has happened; else null. */
  readonly settled: Settled | null;
}

/** The instant and the number of the journal up to which everything is known. */
export interface Settled {
  readonly until: Temporal.Instant;
  readonly seq: number | null;
}

/** What of the journal is visible, and how long ago the oldest transaction began that may still write to it. */
export interface JournalHorizon {
  readonly seq: number | null;
  /** Milliseconds; null: none is under way beside this one. */
  readonly underWay: number | null;
}

/**
 * The number is read before others are looked for: whoever has drawn a lower one is still seen here, or has committed
 * and is seen by what is read next. Every save holds the workspace's lock.
 */
export const readJournalHorizon = async (tx: Transaction): Promise<JournalHorizon> => {
  const [last] = await tx.query<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ${tx.s}.change`);
  const [oldest] = await tx.query<{ age: number | null }>(
    `SELECT (extract(epoch FROM clock_timestamp() - min(a.xact_start)) * 1000)::float8 AS age
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32) | l.objid::bigint = hashtextextended($1, 1)`,
    [tx.s],
  );
  return { seq: last?.seq ?? null, underWay: oldest?.age ?? null };
};

/** Whether anything in the journal happened later than that. */
export const happenedAfter = async (tx: Transaction, instant: Temporal.Instant): Promise<boolean> => {
  const [row] = await tx.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${tx.s}.change WHERE at > $1) AS some`,
    [instant.toString()],
  );
  return row?.some ?? false;
};

export const writeIdleSweep = (
  tx: Transaction,
  automation: string,
  { until, nextAt, settled }: IdleSweep,
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.idle_sweep (automation, swept_until, next_at, settled_until, settled_seq)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (automation) DO UPDATE
       SET swept_until = excluded.swept_until, next_at = excluded.next_at, settled_until = excluded.settled_until,
           settled_seq = excluded.settled_seq, attempt = 0`,
    [
      automation,
      until.toString(),
      nextAt.toString(),
      settled?.until.toString() ?? null,
      settled?.seq ?? null,
    ],
  );

/** The sweep failed: it is done again from where it stood, whatever happens until then. */
export const delayIdleSweep = (
  tx: Transaction,
  automation: string,
  until: Temporal.Instant,
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.idle_sweep SET next_at = $2, attempt = attempt + 1, settled_until = NULL, settled_seq = NULL
      WHERE automation = $1`,
    [automation, until.toString()],
  );

export const removeIdleSweep = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.idle_sweep WHERE automation = $1`, [automation]);
