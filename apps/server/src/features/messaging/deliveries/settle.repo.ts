import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Origin } from "../../records/index.ts";
import type { Payload } from "./payload.ts";

export interface UncertainDelivery {
  readonly id: string;
  readonly step: string | null;
  readonly message: string | null;
  readonly object: string | null;
  readonly record: string | null;
  readonly origin: Origin;
  readonly payload: Payload;
}

export const readUncertain = async (tx: Transaction, id: string): Promise<UncertainDelivery | null> => {
  const [row] = await tx.query<UncertainDelivery & { [column: string]: unknown }>(
    `SELECT id, step, message, object, record, origin, payload FROM ${tx.s}.delivery
      WHERE id = $1 AND state = 'uncertain'`,
    [id],
  );
  return row ?? null;
};

/** What stood in the outbox of the earlier attempt stays there; the next attempt is another one. */
export const requeueUncertain = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.delivery SET state = 'queued', status = NULL, reason = NULL, detail = NULL, seq = NULL,
            handed_at = NULL, run_at = $2, base_at = $2, resumed = false
      WHERE id = $1`,
    [id, tx.now.toString()],
  );
