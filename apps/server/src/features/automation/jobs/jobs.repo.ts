import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Ending, Job, SavesTask, Work } from "./job.ts";
import { retryAfter } from "../retry.ts";

/**
 * Leaves work to the workers, in the transaction that has it to do. With `error` it was tried just now and failed:
 * it waits for its second attempt.
 */
export const insertJobs = async (
  tx: Transaction,
  works: readonly (Work & { readonly error?: string })[],
): Promise<void> => {
  if (works.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.job (id, kind, automation, task, run_at, attempt, error)
     SELECT v.id, v.kind, v.automation, v.task::jsonb, v.run_at, v.attempt, v.error
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::int[], $7::text[])
         AS v(id, kind, automation, task, run_at, attempt, error)`,
    [
      works.map(() => tx.workspace.newId()),
      works.map(({ kind }) => kind),
      works.map(({ task }) => ("automation" in task ? task.automation : null)),
      works.map(({ task }) => JSON.stringify(task)),
      works.map(({ error }) => (error === undefined ? tx.now : (retryAfter(tx.now, 0) ?? tx.now)).toString()),
      works.map(({ error }) => (error === undefined ? 0 : 1)),
      works.map(({ error }) => error ?? null),
    ],
  );
  tx.afterCommit(tx.workspace.onWork);
};

/**
 * Those who enter, and runs whose automation was changed, hold every save up: they are worked off apart from the
 * others, a part at a time. What a change left of runs comes before everything else.
 */
export type Sort = "runs" | "enter" | "other";

const OF: Readonly<Record<Sort, string>> = {
  runs: "kind = 'runs'",
  enter: "kind = 'enter'",
  other: "kind NOT IN ('enter', 'runs')",
};

/** SQL: an array of the automations of which a change has not come to all their runs yet, at the instant `now`. */
export const changing = (s: string, now: string): string =>
  `ARRAY(SELECT automation FROM ${s}.job WHERE ${OF.runs} AND run_at <= ${now})`;

/** The automations of which a change has not come to all their runs yet. */
export const readChanging = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ automation: string }>(
    `SELECT DISTINCT automation FROM ${tx.s}.job WHERE ${OF.runs} AND run_at <= $1`,
    [tx.now.toString()],
  );
  return rows.map(({ automation }) => automation);
};

/** Which runs are still to be ended by a change of their automation. */
export const readEndings = async (tx: Transaction): Promise<(Ending & { readonly automation: string })[]> => {
  const rows = await tx.query<{ task: Ending & { readonly automation: string } }>(
    `SELECT task FROM ${tx.s}.job WHERE ${OF.runs} AND task->>'change' = 'end'`,
  );
  return rows.map(({ task }) => task);
};

/** Whoever enters finds the runs that there are as the change left them. */
const AFTER_RUNS = (s: string): string =>
  `AND NOT EXISTS (SELECT 1 FROM ${s}.job r WHERE r.${OF.runs} AND r.run_at <= $1 AND r.automation = j.automation)`;

export const readDueJob = async (
  tx: Transaction,
  { sort, of }: { readonly sort: Sort; readonly of?: readonly string[] | undefined },
): Promise<Job | null> => {
  const [row] = await tx.query<Job & { [column: string]: unknown }>(
    `SELECT id, kind, task, attempt FROM ${tx.s}.job j
      WHERE ${OF[sort]} AND run_at <= $1 AND ($2::uuid[] IS NULL OR automation = ANY($2) OR automation IS NULL)
            ${sort === "enter" ? AFTER_RUNS(tx.s) : ""}
      ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [tx.now.toString(), of ?? null],
  );
  return row ?? null;
};

/** What is left of a job goes on at once. */
export const keepJob = (tx: Transaction, id: string, { task }: Work): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.job SET task = $2, attempt = 0, error = NULL WHERE id = $1`, [
    id,
    JSON.stringify(task),
  ]);

export const dropJob = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.job WHERE id = $1`, [id]);

/** A job that failed waits, so that the others are not held up. */
export const delayJob = (
  tx: Transaction,
  id: string,
  { runAt, error }: { runAt: Temporal.Instant; error: string },
): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.job SET attempt = attempt + 1, run_at = $2, error = $3 WHERE id = $1`, [
    id,
    runAt.toString(),
    error,
  ]);

/** SQL of when the next job of a sort is due. */
export const nextJob = (s: string, sort: Sort): string =>
  `(SELECT min(run_at) FROM ${s}.job WHERE ${OF[sort]})`;

/** What a deleted automation had still to do, or of another whom it had still to enter. */
export const dropJobs = (
  tx: Transaction,
  automation: string,
  kind: Work["kind"] | null = null,
): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.job WHERE automation = $1 AND ($2::text IS NULL OR kind = $2)`, [
    automation,
    kind,
  ]);

/** While an automation is off its jobs rest. */
export const parkJobs = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.job SET run_at = NULL WHERE automation = $1`, [automation]);

/** The next of an automation's jobs that rest, in the order of their ids. */
export const readParkedJobs = (
  tx: Transaction,
  automation: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Job[]> =>
  tx.query<Job & { [column: string]: unknown }>(
    `SELECT id, kind, task, attempt FROM ${tx.s}.job
      WHERE automation = $1 AND run_at IS NULL AND ($2::uuid IS NULL OR id > $2)
      ORDER BY id LIMIT $3 FOR UPDATE`,
    [automation, after, limit],
  );

/** What rested goes on at once, with all its attempts. */
export const resumeJobs = async (
  tx: Transaction,
  jobs: readonly (Work & { readonly id: string })[],
): Promise<void> => {
  if (jobs.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.job j SET task = v.task::jsonb, run_at = $1, attempt = 0, error = NULL
       FROM unnest($2::uuid[], $3::text[]) AS v(id, task) WHERE j.id = v.id`,
    [tx.now.toString(), jobs.map(({ id }) => id), jobs.map(({ task }) => JSON.stringify(task))],
  );
};

/** Saves whose matching failed and that may have concerned an automation. */
export const readPendingSaves = async (tx: Transaction, automation: string): Promise<SavesTask["saves"]> => {
  const rows = await tx.query<{ saved: SavesTask["saves"][number] }>(
    `SELECT saved FROM ${tx.s}.job, jsonb_array_elements(task->'saves') saved
      WHERE kind = 'saves' AND task->'concerned' ? ($1::uuid)::text`,
    [automation],
  );
  return rows.map(({ saved }) => saved);
};

/** The same as `unseedPending` of records that a save which is still to be matched reaches by their relations. */
export const unseed = (tx: Transaction, automation: string, records: readonly string[]): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.member WHERE automation = $1 AND record = ANY($2::uuid[]) AND since = $3`, [
    automation,
    records,
    tx.now.toString(),
  ]);

/**
 * Of those whom an automation's filter takes in as of now without entering, the ones that a job has still to judge
 * are taken out again: what let them enter happened before, and they enter by their job.
 */
export const unseedPending = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.member m USING (
       SELECT jsonb_array_elements_text(task->'ids')::uuid AS record FROM ${tx.s}.job
        WHERE kind = 'related' AND automation = $1::uuid AND task->>'purpose' = 'enters'
       UNION ALL
       SELECT (task->>'record')::uuid FROM ${tx.s}.job
        WHERE kind = 'moment' AND automation = $1::uuid AND task->>'kind' = 'enters'
       UNION ALL
       SELECT (saved->'after'->>'id')::uuid FROM ${tx.s}.job, jsonb_array_elements(task->'saves') saved
        WHERE kind = 'saves' AND task->'concerned' ? ($1::uuid)::text) pending
      WHERE m.automation = $1::uuid AND m.record = pending.record AND m.since = $2`,
    [automation, tx.now.toString()],
  );
