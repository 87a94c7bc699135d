import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Handover } from "./transport.ts";

export const insertIntoOutbox = (tx: Transaction, { id, attempt, payload }: Handover): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.outbox (delivery, attempt, channel, payload, at) VALUES ($1, $2, $3, $4, $5)`,
    [id, attempt, payload.channel, JSON.stringify(payload), tx.now.toString()],
  );
