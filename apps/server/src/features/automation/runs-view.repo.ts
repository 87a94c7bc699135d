import type { Transaction } from "../../platform/workspace/index.ts";

export interface RunFilter {
  readonly automation: string | null;
  readonly record: string | null;
  readonly status: string | null;
  /** Runs older than this one; null from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export interface ViewedRun {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly object: string;
  readonly record: string | null;
  readonly status: "active" | "completed" | "exited";
  readonly reason: string | null;
  readonly detail: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Runs with the keys of their automations, the newest first: ids rise with time. */
export const readRuns = (tx: Transaction, filter: RunFilter): Promise<ViewedRun[]> =>
  tx.query<ViewedRun & { [column: string]: unknown }>(
    `SELECT r.id, split_part(a.key, '~', 1) AS automation, r.version, r.object, r.record, r.status, r.reason, r.detail,
            r.started_at AS "startedAt", r.ended_at AS "endedAt"
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation
      WHERE ($1::uuid IS NULL OR r.automation = $1) AND ($2::uuid IS NULL OR r.record = $2)
        AND ($3::text IS NULL OR r.status = $3) AND ($4::uuid IS NULL OR r.id < $4)
      ORDER BY r.id DESC LIMIT $5`,
    [filter.automation, filter.record, filter.status, filter.before, filter.limit],
  );

export interface ViewedStep {
  readonly run: string;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly due: string | null;
  readonly at: string | null;
}

/** The steps that these runs reached, in that order. */
export const readStepsOf = (tx: Transaction, runs: readonly string[]): Promise<ViewedStep[]> =>
  tx.query<ViewedStep & { [column: string]: unknown }>(
    `SELECT run, step, status, reason, detail, due_at AS due, finished_at AS at
       FROM ${tx.s}.run_step WHERE run = ANY($1::uuid[]) ORDER BY id`,
    [runs],
  );
