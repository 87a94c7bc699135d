import type { Transaction } from "../../platform/workspace/index.ts";
import type { ChainLink } from "../records/index.ts";
import { changing } from "./jobs/jobs.repo.ts";

/**
 * `date`: the trigger's moment. `enters`: the filter may flip by time. `goal@2`, `leaves@2`: the same for the
 * filters that end runs of version 2. `schedule`: the next occurrence (the record is the automation itself).
 * `idle@2026-06-01T08:00:00Z`: a spell of idleness that began then. `schedule@<occurrence>/<record>` and
 * `press@<id>/<record>`: what an occurrence or a press for all still has to do, from the first record after that one.
 */
export type MomentKind =
  | "date"
  | "enters"
  | "schedule"
  | `goal@${number}`
  | `leaves@${number}`
  | `idle@${string}`
  | `schedule@${string}`
  | `press@${string}`;

export const idleKind = (since: string): MomentKind => `idle@${Temporal.Instant.from(since).toString()}`;

export const isIdleKind = (kind: MomentKind): boolean => kind.startsWith("idle@");

/** What is left of an occurrence or a press after a part of its records; `name` tells it from others. */
export const restKind = (of: "schedule" | "press", name: string, after: string): MomentKind =>
  `${of}@${name}/${after}`;

/** Whether it concerns whatever records satisfy `when`; its own record is the automation itself. */
export const concernsMany = (kind: MomentKind): boolean =>
  kind === "schedule" || kind.startsWith("schedule@") || kind.startsWith("press@");

/** SQL of the same; the index `moment_of_many` bears the same words. */
const concernsManySql = (moment: string): string => `${moment}.kind ~ '^(schedule|press@)'`;

/** SQL for what is left of an occurrence or a press. */
const IS_PART = "kind ~ '^(schedule|press)@'";

/** The name of an occurrence or a press, and the last record that was looked at. */
export const restOf = (
  kind: MomentKind,
): { readonly of: "schedule" | "press"; readonly name: string; readonly after: string } | null => {
  const [, of, name, after] = /^(schedule|press)@([^/]+)\/(.+)$/.exec(kind) ?? [];
  if ((of !== "schedule" && of !== "press") || name === undefined || after === undefined) return null;
  return { of, name, after };
};

/** Whether it may end runs, and starts none. */
export const endsRuns = (kind: MomentKind): boolean => kind.startsWith("goal@") || kind.startsWith("leaves@");

/** When the spell of an idle moment began. */
export const idleSince = (kind: MomentKind): string => kind.slice("idle@".length);

export interface Moment {
  readonly automation: string;
  readonly record: string;
  readonly kind: MomentKind;
  readonly at: string;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
}

/** Arms moments; one that was armed for the same purpose moves. */
export const armMoments = (tx: Transaction, moments: readonly Moment[]): Promise<void> =>
  writeMoments(tx, moments, "moment.at <> excluded.at");

/**
 * Arms what a sweep found. It looks from its horizon on only: an earlier moment that is armed stays, and arms the
 * next one when it fires.
 */
export const armLaterMoments = (tx: Transaction, moments: readonly Moment[]): Promise<void> =>
  writeMoments(tx, moments, "moment.at > excluded.at");

/** Arms the next occurrences of what recurs: one that has come by now and waits to be fired stays, and arms the next. */
export const armNextMoments = (tx: Transaction, moments: readonly Moment[]): Promise<void> =>
  writeMoments(tx, moments, `moment.at <> excluded.at AND moment.at > '${tx.now.toString()}'::timestamptz`);

/** The moments of dates that have come and were not fired yet, by record. */
export const readDueDates = async (
  tx: Transaction,
  automation: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  const rows = await tx.query<{ record: string; at: string }>(
    `SELECT record, at FROM ${tx.s}.moment
      WHERE automation = $1 AND record = ANY($2::uuid[]) AND kind = 'date' AND at <= $3`,
    [automation, records, tx.now.toString()],
  );
  return new Map(rows.map(({ record, at }) => [record, Temporal.Instant.from(at)]));
};

const writeMoments = async (tx: Transaction, moments: readonly Moment[], where: string): Promise<void> => {
  if (moments.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.moment (automation, record, kind, at, depth, chain)
     SELECT v.automation, v.record, v.kind, v.at, v.depth, v.chain::jsonb
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::int[], $6::text[])
         AS v(automation, record, kind, at, depth, chain)
      ORDER BY v.record, v.automation, v.kind
     ON CONFLICT (record, automation, kind) DO UPDATE
       SET at = excluded.at, depth = excluded.depth, chain = excluded.chain
       WHERE ${where}`,
    [
      moments.map((moment) => moment.automation),
      moments.map((moment) => moment.record),
      moments.map((moment) => moment.kind),
      moments.map((moment) => moment.at),
      moments.map((moment) => moment.depth),
      moments.map((moment) => JSON.stringify(moment.chain)),
    ],
  );
};

export interface MomentKey {
  readonly automation: string;
  readonly record: string;
  readonly kind: MomentKind;
}

export const disarmMoments = async (tx: Transaction, keys: readonly MomentKey[]): Promise<void> => {
  if (keys.length === 0) return;
  await tx.execute(
    `DELETE FROM ${tx.s}.moment m USING unnest($1::uuid[], $2::uuid[], $3::text[]) AS v(automation, record, kind)
      WHERE m.record = v.record AND m.automation = v.automation AND m.kind = v.kind`,
    [keys.map((key) => key.automation), keys.map((key) => key.record), keys.map((key) => key.kind)],
  );
};

export interface WhichMoments {
  /** Of these automations only. */
  readonly of?: readonly string[] | undefined;
  /** Whether what is left of presses and occurrences is among them. */
  readonly parts?: boolean;
  /** Whether a moment waits for the steps, and for what concerns many records, that were due before it. */
  readonly afterSteps?: boolean;
}

/** What is due: the earliest instant with all its moments, since what it brings may bear on the next. */
export const readDueMoments = (
  tx: Transaction,
  { limit, of, parts = true, afterSteps = false }: WhichMoments & { readonly limit: number },
): Promise<Moment[]> => {
  const asked = [
    "m.at <= $1",
    ...(of === undefined ? [] : ["m.automation = ANY($3::uuid[])"]),
    ...(parts ? [] : [`NOT ${IS_PART}`]),
    ...(afterSteps ? [`NOT ${mustWait(tx.s)}`] : []),
  ].join(" AND ");
  return tx.query<Moment & { [column: string]: unknown }>(
    `SELECT m.automation, m.record, m.kind, m.at, m.depth, m.chain FROM ${tx.s}.moment m
      WHERE ${asked} AND m.at = (SELECT m.at FROM ${tx.s}.moment m WHERE ${asked} ORDER BY m.at LIMIT 1)
      ORDER BY m.record, m.automation, m.kind LIMIT $2`,
    [tx.now.toString(), limit, ...(of === undefined ? [] : [of])],
  );
};

/**
 * SQL: whether the moment `m` must wait for what was due before it: a step of its record, or something over many
 * records, which may be about its record too; any step where it concerns many itself. While a worker has a step in
 * hand, it waits in the eyes of the others. Nothing waits for the steps of automations that are being changed. `$1` is
 * now.
 */
const mustWait = (s: string): string => {
  const step = `FROM ${s}.run_step e WHERE e.status = 'waiting' AND e.automation <> ALL(${changing(s, "$1")})`;
  // The earliest of all is looked up once, however many moments there are.
  const firstStep = `SELECT e.run_at ${step} AND e.run_at <= $1 ORDER BY e.run_at LIMIT 1`;
  const firstOfMany = `SELECT min(o.at) FROM ${s}.moment o WHERE ${concernsManySql("o")}`;
  return `CASE WHEN ${concernsManySql("m")} THEN coalesce(m.at > (${firstStep}), false)
               ELSE coalesce(m.at > (${firstOfMany}), false)
                 OR EXISTS (SELECT 1 ${step} AND e.run_at < m.at AND e.lane_key = m.record) END`;
};

/** SQL of when time has something to start next. */
export const nextMoment = (s: string): string => `(SELECT min(at) FROM ${s}.moment)`;

/** SQL of the same without what is due of a record and must wait. `$1` is now. */
export const nextFreeMoment = (s: string): string =>
  `least((SELECT m.at FROM ${s}.moment m WHERE m.at <= $1 AND (${concernsManySql("m")} OR NOT ${mustWait(s)})
           ORDER BY m.at LIMIT 1),
         (SELECT min(at) FROM ${s}.moment WHERE at > $1))`;

/** Takes the moments that are still armed as they were read; whoever comes second gets none. */
export const takeMoments = async (
  tx: Transaction,
  moments: readonly Moment[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ automation: string; record: string; kind: MomentKind }>(
    `DELETE FROM ${tx.s}.moment m
      USING unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS v(automation, record, kind, at)
      WHERE m.record = v.record AND m.automation = v.automation AND m.kind = v.kind AND m.at = v.at
      RETURNING m.automation, m.record, m.kind`,
    [
      moments.map((moment) => moment.automation),
      moments.map((moment) => moment.record),
      moments.map((moment) => moment.kind),
      moments.map((moment) => moment.at),
    ],
  );
  return new Set(rows.map(momentKey));
};

export const momentKey = (key: MomentKey): string => `${key.record}/${key.automation}/${key.kind}`;

export const clearMoments = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.moment WHERE automation = $1`, [automation]);

/** What the trigger itself waits for; what ends runs of older versions stays, and what is left of a press. */
export const clearTriggerMoments = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.moment
      WHERE automation = $1 AND (kind IN ('date', 'enters', 'schedule') OR kind LIKE 'idle@%')`,
    [automation],
  );

/** Takes what is left of presses and occurrences of an automation that is switched off. */
export const takeParts = (tx: Transaction, automation: string): Promise<Moment[]> =>
  tx.query<Moment & { [column: string]: unknown }>(
    `DELETE FROM ${tx.s}.moment WHERE automation = $1 AND ${IS_PART}
     RETURNING automation, record, kind, at, depth, chain`,
    [automation],
  );

/** Saves arm dates and flips again when a record comes back. Idle spells no save arms: they stay, and are judged then. */
export const clearMomentsOfRecords = (tx: Transaction, records: readonly string[]): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.moment WHERE record = ANY($1::uuid[]) AND kind NOT LIKE 'idle@%'`, [
    records,
  ]);

/** What was armed for a record that another takes over, as things that happened to it now happened to the other. */
export const moveIdleMoments = async (
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<void> => {
  await tx.execute(
    `WITH gone AS (DELETE FROM ${tx.s}.moment WHERE record = $1 AND kind LIKE 'idle@%' RETURNING *)
     INSERT INTO ${tx.s}.moment (automation, record, kind, at, depth, chain)
       SELECT automation, $2, kind, at, depth, chain FROM gone ON CONFLICT DO NOTHING`,
    [from, to],
  );
};
