import type { Transaction } from "../../platform/workspace/index.ts";
import type { Reason } from "./reasons.ts";
import type { ClaimedStep } from "./step-rows.ts";

/**
 * Claims what is due, in due order. Of a record's due steps only the first can be claimed: while one worker has
 * it in hand the later ones still stand behind it in everybody else's eyes, so a record's steps never overtake
 * each other and need no lock to keep their order. The runs are held too: whoever would end one of them waits,
 * and so finds the step that follows as well. The first of a lane is looked up lane by lane: asked as NOT EXISTS
 * the server joined all that is due with itself, 1.1 ms a step where this takes 28 µs. `but`: steps of these
 * automations wait, and nothing waits behind them. `afterMoments`: what time was to start for a record before a step
 * stands before it.
 */
export const claimSteps = async (
  tx: Transaction,
  { limit, before, but, afterMoments }: WhichSteps,
): Promise<ClaimedStep[]> =>
  tx.query<ClaimedStep & { [column: string]: unknown }>(
    `SELECT s.id, s.run, s.automation, s.version, s.step, r.object, r.record, r.payload, r.occasion, r.depth, r.chain, r.frozen,
            r.base_at AS "runBase", r.confirmed, s.happened, s.due_at AS due, s.run_at AS "runAt", s.attempt, s.reason, s.hurried,
            r.moved_at IS NOT NULL AS moved
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.status = 'waiting' AND s.run_at <= $1 AND s.automation <> ALL($3::uuid[])
        AND s.id = (
          SELECT e.id FROM ${tx.s}.run_step e
           WHERE e.lane_key = s.lane_key AND e.status = 'waiting' AND e.run_at <= $1 AND e.automation <> ALL($3::uuid[])
           ORDER BY e.run_at, e.wave, e.position, e.id LIMIT 1)
        ${afterMoments ? `AND NOT EXISTS (SELECT 1 FROM ${tx.s}.moment m WHERE m.record = s.lane_key AND m.at <= s.run_at)` : ""}
      ORDER BY s.run_at, s.wave, s.position, s.lane_key, s.id
      LIMIT $2
      FOR UPDATE OF s, r SKIP LOCKED`,
    [(before?.subtract({ microseconds: 1 }) ?? tx.now).toString(), limit, but],
  );

export interface WhichSteps {
  readonly limit: number;
  readonly before: Temporal.Instant | null;
  readonly but: readonly string[];
  readonly afterMoments: boolean;
}

/** Whether these automations have steps that were due before an instant. */
export const haveStepsBefore = async (
  tx: Transaction,
  automations: readonly string[],
  instant: string,
): Promise<boolean> => {
  const rows = await tx.query(
    `SELECT 1 FROM ${tx.s}.run_step
      WHERE status = 'waiting' AND run_at < $2 AND automation = ANY($1::uuid[]) LIMIT 1`,
    [automations, instant],
  );
  return rows.length > 0;
};

export interface StepEnd {
  readonly id: string;
  readonly status: "done" | "skipped" | "failed" | "suppressed" | "uncertain" | "sending" | "cancelled";
  readonly reason: Reason | null;
  readonly detail: string | null;
}

/** Writes how steps ended. A step that is handed to the deliveries has not finished yet. */
export const endSteps = (tx: Transaction, ends: readonly StepEnd[]): void => {
  if (ends.length === 0) return;
  tx.send(
    `UPDATE ${tx.s}.run_step s
        SET status = v.status, reason = v.reason, detail = v.detail, run_at = NULL,
            finished_at = CASE WHEN v.status = 'sending' THEN NULL ELSE $1::timestamptz END
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS v(id, status, reason, detail)
      WHERE s.id = v.id`,
    [
      tx.now.toString(),
      ends.map((end) => end.id),
      ends.map((end) => end.status),
      ends.map((end) => end.reason),
      ends.map((end) => end.detail),
    ],
  );
};

export interface Postponement {
  readonly id: string;
  readonly until: string;
  readonly reason: Reason;
  readonly detail: string | null;
  /** A failed attempt that is tried again. */
  readonly failed: boolean;
}

/**
 * What is put off until one instant goes on in the order of having become due, and before what becomes due only then:
 * waves of those are 0 and more.
 */
const WAVE_BY_DUE = "(extract(epoch FROM s.due_at) * 1000000)::bigint - 4000000000000000000";

export const postponeSteps = async (tx: Transaction, steps: readonly Postponement[]): Promise<void> => {
  if (steps.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run_step s
        SET run_at = v.until, reason = v.reason, detail = v.detail,
            wave = coalesce(${WAVE_BY_DUE}, 0),
            happened = coalesce(s.happened, s.reason IS DISTINCT FROM 'waiting_event'),
            attempt = s.attempt + CASE WHEN v.failed THEN 1 ELSE 0 END
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::boolean[])
         AS v(id, until, reason, detail, failed)
      WHERE s.id = v.id`,
    [
      steps.map((step) => step.id),
      steps.map((step) => step.until),
      steps.map((step) => step.reason),
      steps.map((step) => step.detail),
      steps.map((step) => step.failed),
    ],
  );
  await tx.execute(
    `INSERT INTO ${tx.s}.run_log (at, automation, version, record, run, step, due_at, status, reason, detail)
     SELECT $1, s.automation, s.version, r.record, s.run, s.step, s.due_at, 'waiting', s.reason, s.detail
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run WHERE s.id = ANY($2::uuid[])`,
    [tx.now.toString(), steps.map((step) => step.id)],
  );
};

/**
 * Steps that a frequency cap holds are due now, in the order of having become due. What somebody else has in hand is
 * being looked at anyway; what is switched off waits.
 */
export const wakeSteps = async (tx: Transaction, steps: readonly string[]): Promise<number> => {
  if (steps.length === 0) return 0;
  return tx.execute(
    `WITH held AS MATERIALIZED (
       SELECT id FROM ${tx.s}.run_step
        WHERE id = ANY($1::uuid[]) AND status = 'waiting' AND reason = 'frequency_cap' AND run_at > $2
        ORDER BY due_at, position, id FOR UPDATE SKIP LOCKED),
     numbered AS MATERIALIZED (SELECT id, nextval('${tx.s}.wave_seq') AS wave FROM held)
     UPDATE ${tx.s}.run_step s SET run_at = $2, wave = numbered.wave FROM numbered WHERE s.id = numbered.id`,
    [steps, tx.now.toString()],
  );
};

export interface StepUnderWay extends ClaimedStep {
  readonly status: string;
  /** The version that its run goes on with; the step's own where the run was not moved away from it. */
  readonly runVersion: number;
}

/** A step by id with its run, for an outcome that arrives later. Locked, the run first: who ends a run does the same. */
export const readStep = async (tx: Transaction, id: string): Promise<StepUnderWay | null> => {
  await tx.execute(
    `SELECT 1 FROM ${tx.s}.run WHERE id = (SELECT run FROM ${tx.s}.run_step WHERE id = $1) FOR UPDATE`,
    [id],
  );
  const [row] = await tx.query<StepUnderWay & { [column: string]: unknown }>(
    `SELECT s.id, s.run, s.automation, s.version, s.step, s.status, r.version AS "runVersion", r.object, r.record, r.payload, r.occasion, r.depth, r.chain, r.frozen,
            r.base_at AS "runBase", r.confirmed, s.happened, s.due_at AS due, s.run_at AS "runAt", s.attempt, s.reason, s.hurried,
            r.moved_at IS NOT NULL AS moved
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.id = $1 FOR UPDATE OF s`,
    [id],
  );
  return row ?? null;
};

/** Runs that are still under way, of these. */
export const activeRuns = async (tx: Transaction, runs: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run WHERE id = ANY($1::uuid[]) AND status = 'active'`,
    [runs],
  );
  return new Set(rows.map((row) => row.id));
};

/** Whether an automation is switched on; what it reaches while it is off waits. */
export const isActive = async (tx: Transaction, automation: string): Promise<boolean> => {
  const [row] = await tx.query<{ active: boolean }>(
    `SELECT state = 'active' AS active FROM ${tx.s}.automation WHERE id = $1`,
    [automation],
  );
  return row?.active ?? false;
};

/** Those of the claimed steps that nothing has ended or put off since. */
export const stillDue = async (tx: Transaction, steps: readonly ClaimedStep[]): Promise<ClaimedStep[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run_step WHERE id = ANY($1::uuid[]) AND status = 'waiting' AND run_at <= $2`,
    [steps.map((step) => step.id), tx.now.toString()],
  );
  const due = new Set(rows.map((row) => row.id));
  return steps.filter((step) => due.has(step.id));
};
