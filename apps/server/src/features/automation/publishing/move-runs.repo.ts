import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Rule } from "../rule.ts";
import { holdQueued, type Frozen } from "../runs.repo.ts";
import { timingColumns, TIMINGS, VIA, type TimedStep } from "../step-timings.repo.ts";

export interface RunToMove {
  readonly id: string;
  readonly record: string | null;
  readonly version: number;
  readonly frozen: Frozen | null;
}

type Target = Pick<Rule, "id" | "version">;

/** Those of some active runs that are not on this version; only those of another one, if that is given. */
export const readRunsToMove = (
  tx: Transaction,
  { id, version }: Target,
  { from, ids }: { readonly from: number | null; readonly ids: readonly string[] },
): Promise<RunToMove[]> =>
  tx.query<RunToMove & { [column: string]: unknown }>(
    `SELECT id, record, version, frozen FROM ${tx.s}.run
      WHERE id = ANY($4::uuid[]) AND automation = $1 AND status = 'active' AND version <> $2
        AND ($3::int IS NULL OR version = $3)
      ORDER BY id`,
    [id, version, from, ids],
  );

export interface OpenStep {
  readonly id: string;
  readonly run: string;
  readonly step: string;
  /** The version by which it waits. */
  readonly version: number;
  readonly base: string;
  readonly reason: string | null;
  /** What became of the event that it waited for; null while that is open. */
  readonly happened: boolean | null;
}

export const readWaitingSteps = (tx: Transaction, runs: readonly string[]): Promise<OpenStep[]> =>
  tx.query<OpenStep & { [column: string]: unknown }>(
    `SELECT id, run, step, version, base_at AS base, reason, happened FROM ${tx.s}.run_step
      WHERE run = ANY($1::uuid[]) AND status = 'waiting' ORDER BY id`,
    [runs],
  );

export const pinRuns = (
  tx: Transaction,
  { version }: Target,
  runs: readonly { readonly id: string; readonly frozen: Frozen | null }[],
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run r SET version = $1, moved_at = $2, frozen = v.frozen::jsonb
       FROM unnest($3::uuid[], $4::text[]) AS v(id, frozen) WHERE r.id = v.id`,
    [
      version,
      tx.now.toString(),
      runs.map((run) => run.id),
      runs.map(({ frozen }) => (frozen === null ? null : JSON.stringify(frozen))),
    ],
  );

/**
 * Moved runs are runs of the version's group from now on. Answers those for which their record has another active run
 * of the group.
 */
export const joinGroup = async (
  tx: Transaction,
  group: string | null,
  runs: readonly string[],
): Promise<string[]> => {
  await tx.execute(
    `UPDATE ${tx.s}.run r SET exclusive_group = $1
      WHERE r.id = ANY($2::uuid[]) AND r.exclusive_group IS DISTINCT FROM $1
        AND NOT EXISTS (SELECT 1 FROM ${tx.s}.run other
                         WHERE other.record = r.record AND other.exclusive_group = $1 AND other.status = 'active')`,
    [group, runs],
  );
  if (group === null) return [];
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run WHERE id = ANY($1::uuid[]) AND record IS NOT NULL AND exclusive_group IS DISTINCT FROM $2`,
    [runs, group],
  );
  return rows.map(({ id }) => id);
};

/** Open steps that the version has too are its own from now on; one whose message is under way as well. */
export const adoptSteps = (
  tx: Transaction,
  { version, stops }: Pick<Rule, "version" | "stops">,
  runs: readonly string[],
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step SET version = $1
      WHERE run = ANY($2::uuid[]) AND status IN ('waiting', 'sending') AND step = ANY($3::text[])`,
    [version, runs, [...stops.keys()]],
  );

/** Ends what waits and is no step of the version, and what has messages queued. Answers the latter. */
export const replaceSteps = async (
  tx: Transaction,
  { stops }: Pick<Rule, "stops">,
  runs: readonly string[],
): Promise<string[]> => {
  holdQueued(tx, runs);
  const rows = await tx.query<{ id: string; sending: boolean }>(
    `UPDATE ${tx.s}.run_step s
        SET status = 'cancelled', reason = 'version_replaced', detail = NULL, finished_at = $1, run_at = NULL
       FROM (SELECT id, status FROM ${tx.s}.run_step WHERE run = ANY($2::uuid[])) was
      WHERE s.id = was.id AND NOT s.step = ANY($3::text[])
        AND (s.status = 'waiting'
             OR (s.status = 'sending' AND NOT EXISTS (
                   SELECT 1 FROM ${tx.s}.delivery d WHERE d.step = s.id AND d.state IN ('sending', 'sent'))))
      RETURNING s.id, was.status = 'sending' AS sending`,
    [tx.now.toString(), runs, [...stops.keys()]],
  );
  return rows.filter(({ sending }) => sending).map(({ id }) => id);
};

/**
 * Gives waiting steps the times of the version. One that is to be tried again after a failure keeps that moment
 * where it is the later one; while the automation is off nothing is claimed.
 */
export const retimeMovedSteps = async (tx: Transaction, steps: readonly TimedStep[]): Promise<void> => {
  if (steps.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET due_at = v.due, until_record = v.until_record, until_via = ${VIA}, happened = NULL, hurried = false,
            reason = CASE WHEN s.attempt > 0 AND s.run_at > v.run_at THEN s.reason ELSE v.reason END,
            detail = CASE WHEN s.attempt > 0 AND s.run_at > v.run_at THEN s.detail END,
            run_at = CASE WHEN a.state <> 'active' THEN NULL
                          WHEN s.attempt > 0 AND s.run_at > v.run_at THEN s.run_at ELSE v.run_at END,
            wave = CASE WHEN v.run_at <= $1 THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END
       FROM ${TIMINGS}, ${tx.s}.automation a
      WHERE s.id = v.id AND a.id = s.automation`,
    [tx.now.toString(), ...timingColumns(steps)],
  );
};

/**
 * Moves those of some runs of one version of which each open step is among these, all at once: nothing of them changes but the
 * version.
 */
export const moveUnchanged = (
  tx: Transaction,
  { id, version }: Target,
  {
    from,
    ids,
    steps,
  }: { readonly from: number; readonly ids: readonly string[]; readonly steps: readonly string[] },
): Promise<number> =>
  tx.execute(
    `WITH moved AS (
       UPDATE ${tx.s}.run r SET version = $2, moved_at = $3
        WHERE r.id = ANY($6::uuid[]) AND r.automation = $1 AND r.version = $4 AND r.status = 'active'
          AND EXISTS (SELECT 1 FROM ${tx.s}.run_step s
                       WHERE s.run = r.id AND s.status IN ('waiting', 'sending') AND s.step = ANY($5::text[]))
          AND NOT EXISTS (SELECT 1 FROM ${tx.s}.run_step s
                           WHERE s.run = r.id AND s.status IN ('waiting', 'sending') AND NOT s.step = ANY($5::text[]))
        RETURNING r.id)
     UPDATE ${tx.s}.run_step s SET version = $2 FROM moved
      WHERE s.run = moved.id AND s.status IN ('waiting', 'sending')`,
    [id, version, tx.now.toString(), from, steps, ids],
  );

/** Those of some runs of a version whose record is no member of the automation. */
export const runsOfNonMembers = async (
  tx: Transaction,
  { id, version }: Target,
  ids: readonly string[],
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT r.id FROM ${tx.s}.run r
      WHERE r.id = ANY($3::uuid[]) AND r.automation = $1 AND r.version = $2 AND r.status = 'active'
        AND r.record IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM ${tx.s}.member m WHERE m.record = r.record AND m.automation = r.automation)`,
    [id, version, ids],
  );
  return rows.map((row) => row.id);
};

/** The versions that some active runs are on, but for this one. */
export const versionsToMove = async (
  tx: Transaction,
  { id, version }: Target,
  ids: readonly string[],
): Promise<number[]> => {
  const rows = await tx.query<{ version: number }>(
    `SELECT DISTINCT version FROM ${tx.s}.run
      WHERE id = ANY($3::uuid[]) AND automation = $1 AND status = 'active' AND version <> $2`,
    [id, version, ids],
  );
  return rows.map((row) => row.version);
};
