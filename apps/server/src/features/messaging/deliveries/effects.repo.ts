import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Payload } from "./payload.ts";

/** A message that went outside, or would (`seq` and `at` null). */
export interface HandedOver {
  readonly seq: number | null;
  readonly at: Temporal.Instant | null;
  readonly id: string;
  readonly state: string;
  readonly payload: Payload;
  readonly object: string | null;
  readonly record: string | null;
  readonly automation: string | null;
  /** Id of the run_step row, and the step's id inside the automation. */
  readonly step: string | null;
  readonly stepKey: string | null;
}

interface Row extends Omit<HandedOver, "at"> {
  readonly at: string | null;
  readonly [column: string]: unknown;
}

const LIST = `id, seq, handed_at AS at, state, payload, object, record, automation, step, step_key AS "stepKey"`;

const fromRow = ({ at, ...row }: Row): HandedOver => ({
  ...row,
  at: at === null ? null : Temporal.Instant.from(at),
});

/**
 * What was handed over after a point of the journal, in the order in which it became known; also what is
 * uncertain but stands in the outbox.
 */
export const readHandedOver = async (
  tx: Transaction,
  { afterSeq }: { afterSeq: number },
): Promise<HandedOver[]> => {
  const rows = await tx.query<Row>(`SELECT ${LIST} FROM ${tx.s}.delivery WHERE seq > $1 ORDER BY seq`, [
    afterSeq,
  ]);
  return rows.map(fromRow);
};

/** What these steps handed over, in the order in which it became known. */
export const readHandedOfSteps = async (tx: Transaction, steps: readonly string[]): Promise<HandedOver[]> => {
  const rows = await tx.query<Row>(
    `SELECT ${LIST} FROM ${tx.s}.delivery WHERE step = ANY($1::uuid[]) AND seq IS NOT NULL ORDER BY seq`,
    [steps],
  );
  return rows.map(fromRow);
};

/** What is queued for these steps: what a dry run would send. */
export const readQueued = async (tx: Transaction, steps: readonly string[]): Promise<HandedOver[]> => {
  const rows = await tx.query<Row>(
    `SELECT ${LIST} FROM ${tx.s}.delivery WHERE step = ANY($1::uuid[]) AND state = 'queued' ORDER BY step, position`,
    [steps],
  );
  return rows.map(fromRow);
};
