import type { SendingOutcome } from "../../messaging/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";

export interface MessageAtHand {
  readonly id: string;
  readonly state: string;
  readonly run: string | null;
  readonly stepKey: string | null;
  /** Its row in the run. */
  readonly step: string | null;
}

export const readMessageAtHand = async (tx: Transaction, id: string): Promise<MessageAtHand | null> => {
  const [row] = await tx.query<MessageAtHand & { [column: string]: unknown }>(
    `SELECT id, state, run, step, step_key AS "stepKey" FROM ${tx.s}.delivery WHERE id = $1`,
    [id],
  );
  return row ?? null;
};

/** The step bears what is known now; it finished when it did. */
export const setOutcome = (tx: Transaction, step: string, outcome: SendingOutcome): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step SET status = $2, reason = $3, detail = $4 WHERE id = $1 AND status = 'uncertain'`,
    [step, outcome.status, outcome.reason ?? null, outcome.detail ?? null],
  );

/** Its message is on its way again; the outcome of that ends it anew. */
export const setSending = (tx: Transaction, step: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step SET status = 'sending', reason = NULL, detail = NULL, finished_at = NULL
      WHERE id = $1 AND status = 'uncertain'`,
    [step],
  );
