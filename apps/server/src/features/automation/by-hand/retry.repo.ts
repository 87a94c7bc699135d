import type { Transaction } from "../../../platform/workspace/index.ts";

/** A failed step that is to be done again, with its run. */
export interface FailedStep {
  readonly id: string;
  readonly run: string;
  readonly step: string;
  readonly version: number;
  readonly record: string | null;
  readonly status: "active" | "completed" | "exited";
  readonly reason: string | null;
}

const FAILED = `s.id, s.run, s.step, r.version, r.record, r.status, r.reason`;

/** Those of these steps that failed, locked, the runs first: who ends a run does the same. */
export const lockFailed = async (tx: Transaction, steps: readonly string[]): Promise<FailedStep[]> => {
  await tx.execute(
    `SELECT 1 FROM ${tx.s}.run WHERE id IN (SELECT run FROM ${tx.s}.run_step WHERE id = ANY($1::uuid[]))
      ORDER BY id FOR UPDATE`,
    [steps],
  );
  return tx.query<FailedStep & { [column: string]: unknown }>(
    `SELECT ${FAILED} FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.id = ANY($1::uuid[]) AND s.status = 'failed' ORDER BY s.id FOR UPDATE OF s`,
    [steps],
  );
};

/**
 * Runs that ended behind their failed step go on: those that came to their end, and those that the failure stopped.
 * Not beside another run of the automation or of the group for the same record. Answers which are under way now.
 */
export const reopenRuns = async (tx: Transaction, runs: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ id: string }>(
    `UPDATE ${tx.s}.run r
        SET status = 'active', ended_at = NULL, reason = NULL, detail = NULL, moved_at = coalesce(r.moved_at, $2)
       FROM (SELECT DISTINCT ON (record, automation) id FROM ${tx.s}.run w
              WHERE w.id = ANY($1::uuid[])
                AND (w.status = 'active' OR w.status = 'completed' OR w.reason = 'previous_failed')
              ORDER BY record, automation, status = 'active' DESC, id DESC) last
      WHERE r.id = last.id
        AND (r.status = 'active' OR r.record IS NULL OR NOT EXISTS (
              SELECT 1 FROM ${tx.s}.run o WHERE o.record = r.record AND o.status = 'active' AND o.id <> r.id
                 AND (o.automation = r.automation OR o.exclusive_group = r.exclusive_group)))
      RETURNING r.id`,
    [runs, tx.now.toString()],
  );
  return new Set(rows.map((row) => row.id));
};

/** The steps are due now, by the hand of a person: their windows are passed over. */
export const dueNow = (tx: Transaction, steps: readonly string[]): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step
        SET status = 'waiting', reason = 'waiting_time', detail = NULL, attempt = 0, hurried = true, finished_at = NULL,
            due_at = $2, run_at = $2, until_record = NULL, until_via = NULL,
            happened = coalesce(happened, true), wave = nextval('${tx.s}.wave_seq')
      WHERE id = ANY($1::uuid[]) AND status IN ('failed', 'waiting')`,
    [steps, tx.now.toString()],
  );

/** What the failure had cancelled beside its step waits again; what is past is due now. */
export const reviveCancelled = (
  tx: Transaction,
  runs: readonly string[],
  /** Steps that wait for an event. */
  awaiting: readonly string[],
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step
        SET status = 'waiting', detail = NULL, finished_at = NULL, run_at = greatest(due_at, $2),
            due_at = CASE WHEN due_at IS NULL THEN NULL ELSE greatest(due_at, $2) END,
            reason = CASE WHEN step = ANY($3::text[]) AND happened IS NULL THEN 'waiting_event'
                          WHEN due_at IS NULL THEN 'waiting_date' ELSE 'waiting_time' END
      WHERE run = ANY($1::uuid[]) AND status = 'cancelled' AND reason = 'previous_failed'`,
    [runs, tx.now.toString(), awaiting],
  );

/** What these steps sent in vain no longer stands in the way of another message to the same recipients. */
export const detachDeliveries = (tx: Transaction, steps: readonly string[]): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.delivery SET earlier_of = step, step = NULL
      WHERE step = ANY($1::uuid[]) AND state IN ('failed', 'held', 'cancelled')`,
    [steps],
  );

export interface FailedScope {
  readonly automation: string;
  /** Reached from this id on. */
  readonly since: string;
  /** Null does not narrow. */
  readonly reason: string | null;
  readonly step: string | null;
}

const SCOPE = `automation = $1 AND status = 'failed' AND id >= $2::uuid
        AND ($3::text IS NULL OR reason = $3) AND ($4::text IS NULL OR step = $4)`;

const scopeValues = ({ automation, since, reason, step }: FailedScope): unknown[] => [
  automation,
  since,
  reason,
  step,
];

export const countFailed = async (tx: Transaction, scope: FailedScope): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${tx.s}.run_step WHERE ${SCOPE}`,
    scopeValues(scope),
  );
  return row?.count ?? 0;
};

/** The next failed steps behind one, in order. */
export const failedAfter = async (
  tx: Transaction,
  scope: FailedScope,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run_step WHERE ${SCOPE} AND ($5::uuid IS NULL OR id > $5) ORDER BY id LIMIT $6`,
    [...scopeValues(scope), after, limit],
  );
  return rows.map((row) => row.id);
};
