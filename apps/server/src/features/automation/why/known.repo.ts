import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
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
  /** Switched on, or given an edited segment, also for those that matched already. */
  readonly existing: boolean;
  /** Bears out whether two phases had the same trigger; where it names segments, with the segments of then. */
  readonly trigger: string;
}

export const readPhases = (tx: Transaction, automation: string): Promise<Phase[]> =>
  tx.query<Loose<Phase>>(
    `SELECT h.seq, h.at, h.state, h.version, h.created_after AS "createdAfter",
            coalesce(h.existing, false) AS existing,
            md5((v.definition->'trigger')::text
                || CASE WHEN (v.definition->'trigger')::text LIKE '%"segment"%' THEN v.segments::text ELSE '' END) AS trigger
       FROM ${tx.s}.automation_history h
       JOIN ${tx.s}.automation_version v ON v.automation = h.automation AND v.version = h.version
      WHERE h.automation = $1 ORDER BY h.seq`,
    [automation],
  );

export interface PastRun {
  readonly id: string;
  /** It began for this record; else for one that was merged into it. */
  readonly own: boolean;
  /** From when on it was a run of this record. */
  readonly since: string;
  readonly startedAt: string;
  readonly base: string;
  readonly endedAt: string | null;
  readonly occasion: string | null;
}

/** So many runs of one automation for one record are weighed. */
const MOST_RUNS = 2000;

/**
 * The runs of an automation for a record, the oldest first; of one that was merged also those that began for it and
 * went on with `survivor`.
 */
export const readPastRuns = (
  tx: Transaction,
  { automation, record, survivor }: Pair & { readonly survivor: string },
  object: string,
): Promise<PastRun[]> =>
  tx.query<Loose<PastRun>>(
    `SELECT * FROM (
       SELECT r.id, r.started_at AS "startedAt", r.base_at AS base, r.ended_at AS "endedAt", r.occasion,
              coalesce(r.chain->-1->>'record', r.record::text) = $2::uuid::text AS own,
              CASE WHEN r.chain->-1->>'record' <> $2::uuid::text
                   THEN coalesce((SELECT g.deleted_at FROM ${tx.s}.${quoted(tableName(object))} g WHERE g.id = (r.chain->-1->>'record')::uuid),
                                 r.started_at)
                   ELSE r.started_at END AS since
         FROM ${tx.s}.run r
        WHERE r.automation = $1 AND (r.record = $2 OR (r.record = $3 AND r.chain->-1->>'record' = $2::uuid::text))
        ORDER BY r.id DESC LIMIT ${MOST_RUNS}) r ORDER BY id`,
    [automation, record, survivor],
  );

/** What was kept of a trigger that started nothing. */
export interface StoredRefusal {
  readonly seq: number;
  readonly at: string;
  readonly version: number;
  readonly reason: Reason;
  readonly detail: string | null;
  /** It was come to long after its instant, which `at` is: judged by how things stood then. */
  readonly isLate: boolean;
}

/** What is kept about the pair, the newest first; before a number of the journal where one is given. */
export const readRefusals = (
  tx: Transaction,
  { automation, record }: Pair,
  { before, limit }: { before: number | null; limit: number },
): Promise<StoredRefusal[]> =>
  tx.query<Loose<StoredRefusal>>(
    `SELECT seq, coalesce(due, at) AS at, version, reason, detail, due IS NOT NULL AS "isLate" FROM ${tx.s}.run_log
      WHERE record = $2 AND automation = $1 AND status = 'not_started' AND ($3::bigint IS NULL OR seq < $3)
      ORDER BY seq DESC LIMIT $4`,
    [automation, record, before, limit],
  );
