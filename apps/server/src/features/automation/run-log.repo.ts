import type { Transaction } from "../../platform/workspace/index.ts";
import type { Reason } from "./reasons.ts";

/** A trigger that did not lead to a run. */
export interface NotStarted {
  readonly automation: string;
  readonly version: number;
  readonly record: string | null;
  readonly reason: Reason;
  readonly detail: string | null;
}

export const logNotStarted = async (tx: Transaction, entries: readonly NotStarted[]): Promise<void> => {
  if (entries.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.run_log (at, automation, version, record, status, reason, detail)
     SELECT $1, v.automation, v.version, v.record, 'not_started', v.reason, v.detail
       FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[])
         AS v(automation, version, record, reason, detail)`,
    [
      tx.now.toString(),
      entries.map((entry) => entry.automation),
      entries.map((entry) => entry.version),
      entries.map((entry) => entry.record),
      entries.map((entry) => entry.reason),
      entries.map((entry) => entry.detail),
    ],
  );
};

/** Removes the oldest lines before an instant, at most so many. What another worker removes at this moment is passed over. */
export const deleteOldLines = (
  tx: Transaction,
  { before, limit }: { before: Temporal.Instant; limit: number },
): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.run_log WHERE seq IN
       (SELECT seq FROM ${tx.s}.run_log WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [before.toString(), limit],
  );
