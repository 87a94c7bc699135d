import { isSave } from "../../../platform/journal/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { ChainLink } from "../../records/index.ts";
import { ofReadable } from "../runs-view.repo.ts";
import type { Reader } from "./reader.ts";

type Loose<Row> = Row & { readonly [column: string]: unknown };

export interface RunFacts {
  readonly id: string;
  readonly automationId: string;
  readonly automation: string;
  readonly name: string;
  readonly newest: number;
  readonly state: string;
  readonly version: number;
  readonly object: string;
  readonly record: string | null;
  readonly status: "active" | "completed" | "exited";
  readonly reason: string | null;
  readonly detail: string | null;
  readonly base: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
  readonly payload: unknown;
  readonly occasion: string | null;
}

/** Null: there is no such run, or none that the reader may know of. */
export const readRunFacts = async (tx: Transaction, id: string, reader: Reader): Promise<RunFacts | null> => {
  const params: unknown[] = [id];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  const [row] = await tx.query<Loose<RunFacts>>(
    `SELECT r.id, a.id AS "automationId", split_part(a.key, '~', 1) AS automation, a.name, a.version AS newest,
            a.state, r.version, r.object, r.record, r.status, r.reason, r.detail, r.base_at AS base,
            r.started_at AS "startedAt", r.ended_at AS "endedAt", r.depth, r.chain, r.payload, r.occasion
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation WHERE r.id = $1${readable}`,
    params,
  );
  return row ?? null;
};

export interface StepFacts {
  readonly id: string;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly base: string;
  readonly due: string | null;
  readonly at: string | null;
  readonly attempts: number;
}

export const readStepFacts = (tx: Transaction, run: string): Promise<StepFacts[]> =>
  tx.query<Loose<StepFacts>>(
    `SELECT id, step, status, reason, detail, base_at AS base, due_at AS due, finished_at AS at, attempt AS attempts
       FROM ${tx.s}.run_step WHERE run = $1 ORDER BY id`,
    [run],
  );

/** The steps of a run that something held back when they were due, by the run log. */
export const readPutOff = async (
  tx: Transaction,
  { id, record, automationId }: Pick<RunFacts, "id" | "record" | "automationId">,
): Promise<string[]> => {
  const rows = await tx.query<{ step: string }>(
    `SELECT DISTINCT step FROM ${tx.s}.run_log
      WHERE record = $1 AND automation = $2 AND run = $3 AND status = 'waiting' AND step IS NOT NULL`,
    [record, automationId, id],
  );
  return rows.map(({ step }) => step);
};

export interface StepMessage {
  readonly step: string;
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  readonly state: string;
  readonly at: string | null;
}

/** What these steps sent or wanted to, earlier attempts of a step that was done again included. */
export const readStepMessages = (tx: Transaction, steps: readonly string[]): Promise<StepMessage[]> =>
  tx.query<Loose<StepMessage>>(
    `SELECT d.step_key AS step, d.id, d.channel, d.recipient AS to, d.state, coalesce(d.handed_at, d.created_at) AS at
       FROM (SELECT * FROM ${tx.s}.delivery WHERE step = ANY($1::uuid[])
             UNION ALL SELECT * FROM ${tx.s}.delivery WHERE earlier_of = ANY($1::uuid[])) d
      ORDER BY d.created_at, d.position, d.id`,
    [steps],
  );

export interface CausingSave {
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly automation: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** The save of the record with which its run committed. */
export const readCausingSave = async (
  tx: Transaction,
  {
    record,
    at,
    byAutomation,
  }: { readonly record: string; readonly at: string; readonly byAutomation: boolean },
): Promise<CausingSave | null> => {
  const [row] = await tx.query<Loose<CausingSave>>(
    `SELECT c.at, c.kind, c.actor, c.before, c.after, a.name AS automation
       FROM ${tx.s}.change c
       LEFT JOIN ${tx.s}.run_step s ON s.id = c.step LEFT JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE c.record = $1 AND c.at = $2 AND ${isSave("c")} ORDER BY ((c.step IS NOT NULL) = $3::boolean) DESC, c.seq LIMIT 1`,
    [record, at, byAutomation],
  );
  return row ?? null;
};

export interface LinkedRun {
  readonly automation: string;
  readonly name: string;
  readonly run: string | null;
  readonly object: string;
  readonly record: string | null;
}

/** The last runs of these automations for these records that began no later than an instant, in the order asked. */
export const readChainRuns = (
  tx: Transaction,
  chain: readonly ChainLink[],
  at: string,
): Promise<LinkedRun[]> =>
  tx.query<Loose<LinkedRun>>(
    `SELECT split_part(a.key, '~', 1) AS automation, a.name, a.object, c.record, found.id AS run
       FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS c(automation, record, place)
       JOIN ${tx.s}.automation a ON a.id = c.automation
       LEFT JOIN LATERAL (
         SELECT r.id FROM ${tx.s}.run r
          WHERE r.record = c.record AND r.automation = c.automation AND r.started_at <= $3
          ORDER BY r.id DESC LIMIT 1) found ON true
      ORDER BY c.place`,
    [chain.map(({ automation }) => automation), chain.map(({ record }) => record), at],
  );

const MOST_STARTED = 50;

/** Runs that began with the saves that these steps made. */
export const readStartedRuns = (
  tx: Transaction,
  steps: readonly string[],
  run: string,
): Promise<LinkedRun[]> =>
  tx.query<Loose<LinkedRun>>(
    `SELECT split_part(a.key, '~', 1) AS automation, a.name, r.object, r.record, r.id AS run
       FROM (SELECT DISTINCT c.record, c.at FROM ${tx.s}.run_step s
              CROSS JOIN LATERAL (
                SELECT h.record, h.at FROM ${tx.s}.change h
                 WHERE h.at = s.finished_at AND h.step = s.id LIMIT 100) c
              WHERE s.id = ANY($1::uuid[])) c
       JOIN ${tx.s}.run r ON r.record = c.record AND r.started_at = c.at AND r.id <> $2
       JOIN ${tx.s}.automation a ON a.id = r.automation
      ORDER BY r.id LIMIT ${MOST_STARTED}`,
    [steps, run],
  );
