import type { StepStanding } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { ofReadable } from "../runs-view.repo.ts";
import { STANDING_ROWS } from "./counts.repo.ts";
import type { Reader } from "./reader.ts";

export interface StepsWanted {
  readonly automation: string;
  readonly standing: StepStanding;
  /** From this id on; what waits is told whenever it was reached. */
  readonly since: string;
  /** Null does not narrow. */
  readonly version: number | null;
  readonly step: string | null;
  readonly reason: string | null;
  /** Behind this place: an id; of what waits its due and its id, with a space between. */
  readonly after: string | null;
  readonly limit: number;
}

export interface StepRow {
  readonly id: string;
  readonly run: string;
  readonly version: number;
  readonly step: string;
  readonly object: string;
  readonly record: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly due: string | null;
  readonly at: string | null;
  readonly attempts: number;
  readonly uncertain: string[];
}

type Row = StepRow & { readonly [column: string]: unknown };

const COLUMNS = `s.id, s.run, s.version, s.step, r.object, r.record, s.status, s.reason, s.detail, s.due_at AS due,
  s.finished_at AS at, s.attempt AS attempts`;
const NARROWED = `($3::int IS NULL OR s.version = $3) AND ($4::text IS NULL OR s.step = $4)
  AND ($5::text IS NULL OR s.reason = $5)`;

/** Steps of an automation in one state, the newest first; what waits in the order of falling due. */
export const readStepRows = (tx: Transaction, wanted: StepsWanted, reader: Reader): Promise<StepRow[]> =>
  wanted.standing === "waiting" ? readWaiting(tx, wanted, reader) : readEnded(tx, wanted, reader);

const readEnded = (tx: Transaction, wanted: StepsWanted, reader: Reader): Promise<StepRow[]> => {
  const { automation, since, version, step, reason, after, limit, standing } = wanted;
  const params: unknown[] = [automation, since, version, step, reason, after, limit, STANDING_ROWS[standing]];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<Row>(
    `SELECT ${COLUMNS}, ARRAY(SELECT d.id FROM ${tx.s}.delivery d
                                WHERE s.status = 'uncertain' AND d.step = s.id AND d.state = 'uncertain'
                                ORDER BY d.position) AS uncertain
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.automation = $1 AND s.status = ANY($8::text[]) AND s.id >= $2::uuid AND ${NARROWED}
        AND ($6::uuid IS NULL OR s.id < $6)${readable}
      ORDER BY s.id DESC LIMIT $7`,
    params,
  );
};

/** Those without a date stand last. */
const readWaiting = (tx: Transaction, wanted: StepsWanted, reader: Reader): Promise<StepRow[]> => {
  const { automation, version, step, reason, after, limit } = wanted;
  const [due = "", id = null] = after?.split(" ") ?? [];
  const params: unknown[] = [automation, due === "" ? null : due, version, step, reason, id, limit];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<Row>(
    `SELECT ${COLUMNS}, '{}'::uuid[] AS uncertain
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.automation = $1 AND s.status = 'waiting' AND ${NARROWED} AND ${behind(after, due)}${readable}
      ORDER BY s.due_at, s.id LIMIT $7`,
    params,
  );
};

const behind = (after: string | null, due: string): string => {
  if (after === null) return "$2::timestamptz IS NULL AND $6::uuid IS NULL";
  if (due === "") return "$2::timestamptz IS NULL AND s.due_at IS NULL AND s.id > $6::uuid";
  return "(s.due_at > $2::timestamptz OR (s.due_at = $2::timestamptz AND s.id > $6::uuid) OR s.due_at IS NULL)";
};

/** So few messages are on their way at one time that they fit before the first page. */
const MOST_SENDING = 100;

/** Steps whose messages are being handed over, or wait for another attempt. */
export const readSending = (tx: Transaction, wanted: StepsWanted, reader: Reader): Promise<StepRow[]> => {
  const { automation, version, step, reason } = wanted;
  const params: unknown[] = [automation, MOST_SENDING, version, step, reason];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<Row>(
    `SELECT ${COLUMNS}, '{}'::uuid[] AS uncertain
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run
      WHERE s.automation = $1 AND s.status = 'sending' AND ${NARROWED}${readable} ORDER BY s.id LIMIT $2`,
    params,
  );
};
