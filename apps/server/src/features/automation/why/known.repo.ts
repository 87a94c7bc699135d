import type { Transaction } from "../../../platform/workspace/index.ts";
import type { AutomationState } from "../automations.repo.ts";
import type { Pair } from "../membership.repo.ts";
import type { Reason } from "../reasons.ts";

type Loose<Row> = Row & { readonly [column: string]: unknown };

/** From a number of the journal on an automation was in this state and version. */
export interface Phase {
  readonly seq: number;
  readonly at: string;
  readonly state: AutomationState;
  readonly version: number;
  readonly createdAfter: string | null;
  /** Switched on also for those that matched already. */
  readonly existing: boolean;
}

export const readPhases = (tx: Transaction, automation: string): Promise<Phase[]> =>
  tx.query<Loose<Phase>>(
    `SELECT seq, at, state, version, created_after AS "createdAfter",
            coalesce(existing, false) AS existing
       FROM ${tx.s}.automation_history WHERE automation = $1 ORDER BY seq`,
    [automation],
  );

export interface PastRun {
  readonly id: string;
  readonly startedAt: string;
  readonly base: string;
  readonly endedAt: string | null;
  readonly occasion: string | null;
}

/** So many runs of one automation for one record are weighed. */
const MOST_RUNS = 2000;

/** The runs of an automation for a record, the oldest first. */
export const readPastRuns = (tx: Transaction, { automation, record }: Pair): Promise<PastRun[]> =>
  tx.query<Loose<PastRun>>(
    `SELECT * FROM (
       SELECT id, started_at AS "startedAt", base_at AS base, ended_at AS "endedAt", occasion
         FROM ${tx.s}.run WHERE record = $2 AND automation = $1 ORDER BY id DESC LIMIT ${MOST_RUNS}) r ORDER BY id`,
    [automation, record],
  );

/** What was kept of a trigger that started nothing. */
export interface StoredRefusal {
  readonly seq: number;
  readonly at: string;
  readonly version: number;
  readonly reason: Reason;
  readonly detail: string | null;
}

/** What is kept about the pair, the newest first; before a number of the journal where one is given. */
export const readRefusals = (
  tx: Transaction,
  { automation, record }: Pair,
  { before, limit }: { before: number | null; limit: number },
): Promise<StoredRefusal[]> =>
  tx.query<Loose<StoredRefusal>>(
    `SELECT seq, at, version, reason, detail FROM ${tx.s}.run_log
      WHERE record = $2 AND automation = $1 AND status = 'not_started' AND ($3::bigint IS NULL OR seq < $3)
      ORDER BY seq DESC LIMIT $4`,
    [automation, record, before, limit],
  );

/** Whether matching of this record is still to be done again. */
export const isMatchingPending = async (tx: Transaction): Promise<boolean> => {
  const [row] = await tx.query<{ pending: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${tx.s}.job WHERE kind IN ('related', 'saves', 'moment')) AS pending`,
  );
  return row?.pending ?? false;
};
