import type { Transaction } from "../../platform/workspace/index.ts";

export interface KeyedRequest {
  readonly apiKey: string;
  readonly key: string;
  readonly hash: Buffer;
}

/** How long a key is remembered. */
const KEPT = "24 hours";

/**
 * Takes the key for this transaction; false when an earlier request has it. A request that bears the same key at
 * the same time waits here until this one is committed or rolled back.
 */
export const claimKey = async (tx: Transaction, { apiKey, key, hash }: KeyedRequest): Promise<boolean> => {
  const claimed = await tx.execute(
    `INSERT INTO ${tx.s}.idempotency_key AS k (key, api_key, request_hash, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (api_key, key) DO UPDATE
       SET request_hash = excluded.request_hash, status = NULL, response = NULL, created_at = excluded.created_at
     WHERE k.created_at < excluded.created_at - interval '${KEPT}'`,
    [key, apiKey, hash, tx.realNow.toString()],
  );
  return claimed > 0;
};

export interface StoredAnswer {
  readonly hash: Buffer;
  readonly status: number;
  readonly response: { readonly body?: unknown; readonly headers: Readonly<Record<string, string>> };
}

export const readAnswer = async (
  tx: Transaction,
  { apiKey, key }: KeyedRequest,
): Promise<StoredAnswer | null> => {
  const [row] = await tx.query<StoredAnswer & { [column: string]: unknown }>(
    `SELECT request_hash AS hash, status, response FROM ${tx.s}.idempotency_key
      WHERE api_key = $1 AND key = $2`,
    [apiKey, key],
  );
  return row ?? null;
};

export const storeAnswer = (
  tx: Transaction,
  { apiKey, key }: KeyedRequest,
  { status, response }: Omit<StoredAnswer, "hash">,
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.idempotency_key SET status = $3, response = $4 WHERE api_key = $1 AND key = $2`,
    [apiKey, key, status, JSON.stringify(response)],
  );

/** Old keys, some at a time. */
export const forgetOldKeys = (tx: Transaction): Promise<number> =>
  tx.execute(
    `DELETE FROM ${tx.s}.idempotency_key WHERE (api_key, key) IN (
       SELECT api_key, key FROM ${tx.s}.idempotency_key
        WHERE created_at < $1::timestamptz - interval '${KEPT}' LIMIT 10000)`,
    [tx.realNow.toString()],
  );
