import type { Transaction } from "../../platform/workspace/index.ts";
import type { ChainLink } from "../records/index.ts";
import type { Pair } from "./membership.repo.ts";
import type { Followed } from "./plan.ts";
import type { Reason } from "./reasons.ts";
import { VIA, viaText } from "./step-timings.repo.ts";

export interface NewRun {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly object: string;
  readonly record: string | null;
  readonly occasion: string | null;
  readonly base: string;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
  readonly payload: unknown;
  readonly frozen: Frozen | null;
  /** Of which a record is in at most one active run. */
  readonly group: string | null;
  /** Started by a confirmed import, or as one that matched already. */
  readonly confirmed: boolean;
}

/** The dates of frozen waits as they were at the start of the run, by step; null where there was none. */
export type Frozen = Readonly<Record<string, string | null>>;

/**
 * Inserts runs; answers the ids of those whose occasion had not been used yet, and whose record was in no other
 * active run of their group: the unique indexes decide, whoever else starts runs now. Without either nobody waits.
 */
export const insertRuns = async (tx: Transaction, runs: readonly NewRun[]): Promise<ReadonlySet<string>> => {
  if (runs.length === 0) return new Set();
  const grouped = runs.some((run) => run.group !== null);
  // In the order of records: of two that start runs of a group for the same ones, one waits and none for the other.
  const statement = insertStatement(tx, grouped ? runs.toSorted(byRecord) : runs);
  if (grouped || runs.some((run) => run.occasion !== null)) {
    const rows = await tx.query<{ id: string }>(...statement);
    return new Set(rows.map((row) => row.id));
  }
  tx.send(...statement);
  return new Set(runs.map((run) => run.id));
};

const byRecord = (left: NewRun, right: NewRun): number => {
  const [one, other] = [left.record ?? "", right.record ?? ""];
  return one === other ? 0 : one < other ? -1 : 1;
};

const insertStatement = (tx: Transaction, runs: readonly NewRun[]): [text: string, values: unknown[]] => [
  `INSERT INTO ${tx.s}.run
       (id, automation, version, object, record, occasion, status, base_at, started_at, depth, chain, payload, frozen,
        exclusive_group, confirmed)
     SELECT v.id, v.automation, v.version, v.object, v.record, v.occasion, 'active', v.base, $1, v.depth,
            v.chain::jsonb, v.payload::jsonb, v.frozen::jsonb, v.exclusive_group, v.confirmed
       FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::timestamptz[],
                   $9::int[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[])
         AS v(id, automation, version, object, record, occasion, base, depth, chain, payload, frozen,
              exclusive_group, confirmed)
     ON CONFLICT DO NOTHING RETURNING id`,
  [
    tx.now.toString(),
    runs.map((run) => run.id),
    runs.map((run) => run.automation),
    runs.map((run) => run.version),
    runs.map((run) => run.object),
    runs.map((run) => run.record),
    runs.map((run) => run.occasion),
    runs.map((run) => run.base),
    runs.map((run) => run.depth),
    runs.map((run) => JSON.stringify(run.chain)),
    runs.map((run) =>
      run.payload === undefined || run.payload === null ? null : JSON.stringify(run.payload),
    ),
    runs.map((run) => (run.frozen === null ? null : JSON.stringify(run.frozen))),
    runs.map((run) => run.group),
    runs.map((run) => run.confirmed),
  ],
];

export interface NewStep {
  readonly id: string;
  readonly run: string;
  readonly automation: string;
  readonly version: number;
  readonly laneKey: string;
  readonly step: string;
  readonly position: number;
  readonly reason: Reason;
  /** From where its wait counts. */
  readonly base: string;
  readonly due: string | null;
  /** When it may be claimed; null while that is not known. */
  readonly runAt: string | null;
  /** Becomes due at once, by what a step did: it goes behind what is due already. */
  readonly atOnce: boolean;
  /** The date that it follows. */
  readonly follows: Followed | null;
}

/** One wave number for the whole call: what becomes due by one cause is one wave. */
export const insertSteps = (tx: Transaction, steps: readonly NewStep[]): void => {
  if (steps.length === 0) return;
  tx.send(
    `INSERT INTO ${tx.s}.run_step
       (id, run, automation, version, lane_key, step, position, status, reason, base_at, due_at, run_at, wave,
        until_record, until_via, created_at)
     SELECT v.id, v.run, v.automation, v.version, v.lane_key, v.step, v.position, 'waiting', v.reason, v.base, v.due,
            v.run_at, CASE WHEN v.at_once THEN (SELECT nextval('${tx.s}.wave_seq')) ELSE 0 END, v.until_record,
            ${VIA}, $1
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::int[], $9::text[],
                   $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::boolean[], $14::uuid[],
                   $15::text[])
         AS v(id, run, automation, version, lane_key, step, position, reason, base, due, run_at, at_once,
              until_record, via)
     ON CONFLICT (run, step) DO NOTHING`,
    [
      tx.now.toString(),
      steps.map((step) => step.id),
      steps.map((step) => step.run),
      steps.map((step) => step.automation),
      steps.map((step) => step.version),
      steps.map((step) => step.laneKey),
      steps.map((step) => step.step),
      steps.map((step) => step.position),
      steps.map((step) => step.reason),
      steps.map((step) => step.base),
      steps.map((step) => step.due),
      steps.map((step) => step.runAt),
      steps.map((step) => step.atOnce),
      steps.map((step) => step.follows?.record ?? null),
      steps.map((step) => viaText(step.follows)),
    ],
  );
};

/** What is known of earlier runs of automations for records. */
export interface RunHistory {
  readonly active: boolean;
  readonly lastStart: string;
  readonly lastEnd: string | null;
}

export const readRunHistories = async (
  tx: Transaction,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, RunHistory>> => {
  const rows = await tx.query<{
    record: string;
    automation: string;
    active: boolean;
    last_start: string;
    last_end: string | null;
  }>(
    `SELECT r.record, r.automation, bool_or(r.status = 'active') AS active, max(r.started_at) AS last_start,
            max(r.ended_at) AS last_end
       FROM ${tx.s}.run r
      WHERE r.record = ANY($1::uuid[]) AND r.automation = ANY($2::uuid[])
      GROUP BY r.record, r.automation`,
    [[...new Set(pairs.map((pair) => pair.record))], [...new Set(pairs.map((pair) => pair.automation))]],
  );
  return new Map(
    rows.map((row) => [
      `${row.record}/${row.automation}`,
      { active: row.active, lastStart: row.last_start, lastEnd: row.last_end },
    ]),
  );
};

/** A record's place in an exclusive group. */
export interface GroupPlace {
  readonly record: string;
  readonly group: string;
}

export const placeKey = ({ record, group }: GroupPlace): string => `${record}/${group}`;

/** The automation whose active run holds each of these places, by the place's key. */
export const readGroupHolders = async (
  tx: Transaction,
  places: readonly GroupPlace[],
): Promise<ReadonlyMap<string, string>> => {
  if (places.length === 0) return new Map();
  const rows = await tx.query<GroupPlace & { automation: string; [column: string]: unknown }>(
    `SELECT r.record, r.exclusive_group AS "group", r.automation FROM ${tx.s}.run r
      WHERE r.record = ANY($1::uuid[]) AND r.exclusive_group = ANY($2::text[]) AND r.status = 'active'`,
    [places.map(({ record }) => record), [...new Set(places.map(({ group }) => group))]],
  );
  return new Map(rows.map((row) => [placeKey(row), row.automation]));
};

/** Where a run may stand only once. */
export interface OccasionPlace {
  readonly automation: string;
  readonly record: string;
  readonly occasion: string;
}

export const occasionKey = ({ automation, record, occasion }: OccasionPlace): string =>
  `${automation} ${record} ${occasion}`;

/** Those of these places that a run has already, as keys. */
export const readUsedOccasions = async (
  tx: Transaction,
  places: readonly OccasionPlace[],
): Promise<ReadonlySet<string>> => {
  if (places.length === 0) return new Set();
  const rows = await tx.query<OccasionPlace & Record<string, unknown>>(
    `SELECT r.automation, r.record, r.occasion FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS v(automation, record, occasion)
       JOIN ${tx.s}.run r ON r.automation = v.automation AND r.record = v.record AND r.occasion = v.occasion`,
    [
      places.map(({ automation }) => automation),
      places.map(({ record }) => record),
      places.map(({ occasion }) => occasion),
    ],
  );
  return new Set(rows.map(occasionKey));
};

/** Which runs to end early. What is left out does not narrow. */
export interface ExitScope {
  readonly pairs?: readonly Pair[];
  readonly records?: readonly string[];
  readonly runs?: readonly string[];
  readonly automation?: string;
  readonly version?: number;
  /** Only runs of older versions than this one. */
  readonly before?: number;
  /** Runs that started at this instant or later are spared. */
  readonly startedBefore?: string;
}

/** Ends runs early: each waiting step is cancelled with the reason. Answers what ended. */
export const exitRuns = async (
  tx: Transaction,
  scope: ExitScope,
  { reason, detail = null }: { reason: Reason; detail?: string | null },
): Promise<string[]> => {
  const values: unknown[] = [tx.now.toString(), reason, detail];
  const conditions = ["r.status = 'active'"];
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (scope.pairs !== undefined) {
    const records = value(scope.pairs.map((pair) => pair.record));
    const automations = value(scope.pairs.map((pair) => pair.automation));
    conditions.push(
      `(r.record, r.automation) IN (SELECT * FROM unnest(${records}::uuid[], ${automations}::uuid[]))`,
    );
    conditions.push(`r.record = ANY(${records}::uuid[])`);
  }
  if (scope.records !== undefined) conditions.push(`r.record = ANY(${value(scope.records)}::uuid[])`);
  if (scope.runs !== undefined) conditions.push(`r.id = ANY(${value(scope.runs)}::uuid[])`);
  if (scope.automation !== undefined) conditions.push(`r.automation = ${value(scope.automation)}`);
  if (scope.version !== undefined) conditions.push(`r.version = ${value(scope.version)}`);
  if (scope.before !== undefined) conditions.push(`r.version < ${value(scope.before)}`);
  if (scope.startedBefore !== undefined) conditions.push(`r.started_at < ${value(scope.startedBefore)}`);
  const rows = await tx.query<{ id: string }>(
    `UPDATE ${tx.s}.run r SET status = 'exited', reason = $2, detail = $3, ended_at = $1
      WHERE ${conditions.join(" AND ")} RETURNING r.id`,
    values,
  );
  const ended = rows.map((row) => row.id);
  if (ended.length > 0) await cancelSteps(tx, ended, { reason, detail });
  return ended;
};

const cancelSteps = (
  tx: Transaction,
  runs: readonly string[],
  { reason, detail }: { reason: Reason; detail: string | null },
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step SET status = 'cancelled', reason = $2, detail = $3, finished_at = $4, run_at = NULL
      WHERE run = ANY($1::uuid[]) AND status = 'waiting'`,
    [runs, reason, detail, tx.now.toString()],
  );

/**
 * Keeps the queued messages of these runs from being leased until this transaction ends. A statement of its own:
 * what follows has to see what was leased while this one waited.
 */
export const holdQueued = (tx: Transaction, runs: readonly string[]): void =>
  tx.send(
    `SELECT 1 FROM ${tx.s}.delivery d JOIN ${tx.s}.run_step s ON s.id = d.step
      WHERE s.run = ANY($1::uuid[]) AND s.status = 'sending' AND d.state = 'queued' ORDER BY d.id FOR UPDATE OF d`,
    [runs],
  );

/**
 * Cancels steps of these runs whose messages are queued. Of several recipients one may have got his: then the step
 * is done with that; while one is under way, that outcome ends it. Answers the steps with messages to be stopped.
 */
export const cancelUnsent = async (
  tx: Transaction,
  runs: readonly string[],
  { reason, detail }: { reason: Reason; detail: string | null },
): Promise<string[]> => {
  holdQueued(tx, runs);
  const rows = await tx.query<{ id: string }>(
    `UPDATE ${tx.s}.run_step s
        SET status = o.status, reason = CASE o.status WHEN 'cancelled' THEN $2 WHEN 'uncertain' THEN 'uncertain' END,
            detail = CASE o.status WHEN 'cancelled' THEN $3 END,
            finished_at = CASE WHEN o.status <> 'sending' THEN $4::timestamptz END
       FROM (SELECT d.step, CASE WHEN bool_or(d.state = 'sending') THEN 'sending'
                                 WHEN bool_or(d.state = 'uncertain') THEN 'uncertain'
                                 WHEN bool_or(d.state = 'sent') THEN 'done'
                                 ELSE 'cancelled' END AS status
               FROM ${tx.s}.delivery d JOIN ${tx.s}.run_step w ON w.id = d.step
              WHERE w.run = ANY($1::uuid[]) AND w.status = 'sending'
              GROUP BY d.step HAVING bool_or(d.state = 'queued')) o
      WHERE s.id = o.step
      RETURNING s.id`,
    [runs, reason, detail, tx.now.toString()],
  );
  return rows.map((row) => row.id);
};

/** Completes runs of which the last step has finished. */
export const completeRuns = async (tx: Transaction, runs: readonly string[]): Promise<void> => {
  if (runs.length === 0) return;
  await tx.execute(
    `UPDATE ${tx.s}.run SET status = 'completed', ended_at = $2 WHERE id = ANY($1::uuid[]) AND status = 'active'`,
    [runs, tx.now.toString()],
  );
};

/** Of these runs, those in which another step still waits: only steps that start in parallel make such. */
export const runsWithOpenSteps = async (
  tx: Transaction,
  runs: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ run: string }>(
    `SELECT DISTINCT run FROM ${tx.s}.run_step WHERE run = ANY($1::uuid[]) AND status IN ('waiting', 'sending')`,
    [runs],
  );
  return new Set(rows.map((row) => row.run));
};

export const hasActiveRuns = async (tx: Transaction, automation: string): Promise<boolean> => {
  const [row] = await tx.query<{ some: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${tx.s}.run WHERE automation = $1 AND status = 'active') AS some`,
    [automation],
  );
  return row?.some ?? false;
};
