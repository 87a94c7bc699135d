import type { Transaction } from "../../platform/workspace/index.ts";

/** Executions of one automation. */
export interface Counted {
  readonly automation: string;
  readonly executed: number;
  readonly failed: number;
  /** Of the executed those that had been due for more than an hour. */
  readonly late: number;
}

/** A forecast rests on at least so many days; it looks back over the longer span, so that it has seen a month's end. */
export const FORECAST_DAYS = { fewest: 14, lookBack: 35 };

const startOf = (at: Temporal.Instant, unit: "minute" | "hour"): string =>
  at.round({ smallestUnit: unit, roundingMode: "floor" }).toString();

/** Adds to this minute and this hour, in rows of this server process alone. */
export const addCount = (tx: Transaction, { automation, executed, failed, late }: Counted): void => {
  tx.send(
    `INSERT INTO ${tx.s}.execution_count AS c (automation, grain, at, backend, executed, failed, late)
     VALUES ($1, 'minute', $2, pg_backend_pid(), $4, $5, $6), ($1, 'hour', $3, pg_backend_pid(), $4, $5, $6)
     ON CONFLICT (automation, grain, at, backend)
       DO UPDATE SET executed = c.executed + excluded.executed, failed = c.failed + excluded.failed,
                     late = c.late + excluded.late`,
    [automation, startOf(tx.now, "minute"), startOf(tx.now, "hour"), executed, failed, late],
  );
};

type CountRow = Counted & { readonly oldest: string; readonly [column: string]: unknown };

/** What these automations executed in the last sixty minutes, and the oldest minute that is kept. */
export const readLastHour = (tx: Transaction, automations: readonly string[]): Promise<CountRow[]> =>
  tx.query<CountRow>(
    `SELECT automation, min(at) AS oldest,
            coalesce(sum(executed) FILTER (WHERE at > $2), 0)::int AS executed,
            coalesce(sum(failed) FILTER (WHERE at > $2), 0)::int AS failed,
            coalesce(sum(late) FILTER (WHERE at > $2), 0)::int AS late
       FROM ${tx.s}.execution_count WHERE automation = ANY($1::uuid[]) AND grain = 'minute'
      GROUP BY automation`,
    [automations, tx.now.subtract({ hours: 1 }).toString()],
  );

/** The automations that executed something in the last sixty minutes. */
export const readExecutedLastHour = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ automation: string }>(
    `SELECT DISTINCT automation FROM ${tx.s}.execution_count WHERE grain = 'minute' AND at > $1`,
    [tx.now.subtract({ hours: 1 }).toString()],
  );
  return rows.map(({ automation }) => automation);
};

/** Forgets minutes that no check asks for any more; rows that another worker forgets now are left to it. */
export const dropMinutes = (
  tx: Transaction,
  automations: readonly string[],
  before: Temporal.Instant,
): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.execution_count WHERE ctid IN (
       SELECT ctid FROM ${tx.s}.execution_count
        WHERE automation = ANY($1::uuid[]) AND grain = 'minute' AND at < $2 FOR UPDATE SKIP LOCKED)`,
    [automations, before.toString()],
  );

/** The busiest hour of an automation in a span of time, and when its counting began. */
export const readBusiestHour = async (
  tx: Transaction,
  automation: string,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<{ readonly executed: number; readonly since: Temporal.Instant } | null> => {
  const [row] = await tx.query<{ executed: number | null; since: string | null }>(
    `SELECT max(executed)::int AS executed, min(at) AS since
       FROM (SELECT at, sum(executed - late) AS executed FROM ${tx.s}.execution_count
              WHERE automation = $1 AND grain = 'hour' AND at >= $2 AND at < $3 GROUP BY at) hours`,
    [automation, startOf(from, "hour"), startOf(to, "hour")],
  );
  if (row === undefined || row.since === null) return null;
  return { executed: row.executed ?? 0, since: Temporal.Instant.from(row.since) };
};

/** Removes counts that no forecast looks back to, of automations that execute nothing any more too. */
export const deleteOldCounts = (
  tx: Transaction,
  { before, limit }: { before: Temporal.Instant; limit: number },
): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.execution_count WHERE ctid IN (
       SELECT ctid FROM ${tx.s}.execution_count WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [before.toString(), limit],
  );

/** After a person has switched it on again only what comes now counts; the hours stay, for the forecast. */
export const forgetMinutes = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.execution_count WHERE automation = $1 AND grain = 'minute'`, [automation]);
