import type { Transaction } from "../../../platform/workspace/index.ts";

export interface Report {
  readonly record: string;
  readonly event: string;
}

/** Keeps that an event was reported of a record, where nothing else tells of it. */
export const keepReports = (tx: Transaction, reports: readonly Report[]): void => {
  if (reports.length === 0) return;
  tx.send(
    `INSERT INTO ${tx.s}.reported_event (record, event, at)
       SELECT record, event, $3 FROM unnest($1::uuid[], $2::text[]) AS v(record, event)
     ON CONFLICT DO NOTHING`,
    [reports.map(({ record }) => record), reports.map(({ event }) => event), tx.now.toString()],
  );
};

export const moveReports = (tx: Transaction, { from, to }: { from: string; to: string }): Promise<number> =>
  tx.execute(
    `WITH gone AS (DELETE FROM ${tx.s}.reported_event WHERE record = $1 RETURNING event, at)
     INSERT INTO ${tx.s}.reported_event (record, event, at) SELECT $2, event, at FROM gone
     ON CONFLICT DO NOTHING`,
    [from, to],
  );

/**
 * Removes reports before an instant that a later one of the same record and event follows, at most so many: whatever
 * the length of a spell, only the last one before it counts.
 */
export const deleteSupersededReports = (
  tx: Transaction,
  { before, limit }: { before: Temporal.Instant; limit: number },
): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.reported_event WHERE ctid IN (
       SELECT r.ctid FROM ${tx.s}.reported_event r
        WHERE r.at < $1
          AND EXISTS (SELECT 1 FROM ${tx.s}.reported_event n
                       WHERE n.record = r.record AND n.event = r.event AND n.at > r.at AND n.at < $1)
        LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [before.toString(), limit],
  );
