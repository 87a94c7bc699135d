import type { Transaction } from "../../platform/workspace/index.ts";
import type { Reason } from "./reasons.ts";

/** A trigger that did not lead to a run. */
export interface NotStarted {
  readonly automation: string;
  readonly version: number;
  readonly record: string | null;
  readonly reason: Reason;
  readonly detail: string | null;
  /** When it had come, where nobody came to it for long. */
  readonly due?: string | null;
}

export const logNotStarted = (tx: Transaction, entries: readonly NotStarted[]): Promise<void> =>
  writeLines(
    tx,
    entries.map((entry) => ({ ...entry, status: "not_started" })),
  );

/** Work of the engine that failed for good: a trigger that led to no run, or runs that were not ended in time. */
export interface GivenUp extends Omit<NotStarted, "reason"> {
  readonly status: "not_started" | "failed";
}

export const logGivenUp = (tx: Transaction, entries: readonly GivenUp[]): Promise<void> =>
  writeLines(
    tx,
    entries.map((entry) => ({ ...entry, reason: "error" })),
  );

const writeLines = async (
  tx: Transaction,
  entries: readonly (NotStarted & { readonly status: GivenUp["status"] })[],
): Promise<void> => {
  if (entries.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.run_log (at, automation, version, record, status, reason, detail, due)
     SELECT $1, v.automation, v.version, v.record, v.status, v.reason, v.detail, v.due
       FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
         AS v(automation, version, record, status, reason, detail, due)`,
    [
      tx.now.toString(),
      entries.map((entry) => entry.automation),
      entries.map((entry) => entry.version),
      entries.map((entry) => entry.record),
      entries.map((entry) => entry.status),
      entries.map((entry) => entry.reason),
      entries.map((entry) => entry.detail),
      entries.map((entry) => entry.due ?? null),
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
