import { createHash } from "node:crypto";
import type { Transaction } from "../../../platform/workspace/index.ts";

/** An inbound address of an automation. The current one has no end; one that was replaced may have one in the future. */
export interface Address {
  readonly token: string;
  readonly createdAt: string;
  readonly validUntil: string | null;
}

/** Addresses are found by their hash: how long a search takes tells nothing about the token. */
const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Makes the automation's address unless it has one. */
export const insertAddress = (tx: Transaction, automation: string, token: string): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.webhook_address (hash, automation, token, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [hashOf(token), automation, token, tx.now.toString()],
  );

/** The addresses that a call may come by, the current one first. */
export const readAddresses = (tx: Transaction, automation: string): Promise<Address[]> =>
  tx.query<Address & { [column: string]: unknown }>(
    `SELECT token, created_at AS "createdAt", valid_until AS "validUntil" FROM ${tx.s}.webhook_address
      WHERE automation = $1 AND (valid_until IS NULL OR valid_until > $2)
      ORDER BY valid_until DESC NULLS FIRST`,
    [automation, tx.now.toString()],
  );

/** Gives the current address an end; earlier ones keep theirs. */
export const endAddress = (tx: Transaction, automation: string, validUntil: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.webhook_address SET valid_until = $2 WHERE automation = $1 AND valid_until IS NULL`,
    [automation, validUntil],
  );

/** The automation that an address belongs to. */
export const automationOfAddress = async (
  tx: Transaction,
  token: string,
): Promise<{ readonly id: string; readonly key: string } | null> => {
  const [row] = await tx.query<{ id: string; key: string }>(
    `SELECT a.id, a.key FROM ${tx.s}.webhook_address w JOIN ${tx.s}.automation a ON a.id = w.automation
      WHERE w.hash = $1 AND (w.valid_until IS NULL OR w.valid_until > $2) AND a.state <> 'deleted'`,
    [hashOf(token), tx.now.toString()],
  );
  return row ?? null;
};
