import type { Transaction } from "../../../platform/workspace/index.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  /** The user that the key acts as. */
  readonly owner: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export const insertApiKey = (
  tx: Transaction,
  key: { readonly id: string; readonly name: string; readonly owner: string; readonly hash: Buffer },
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.api_key (id, name, secret_hash, owner, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [key.id, key.name, key.hash, key.owner, tx.realNow.toString()],
  );

export const hasApiKeys = async (tx: Transaction): Promise<boolean> => {
  const rows = await tx.query(`SELECT 1 FROM ${tx.s}.api_key LIMIT 1`);
  return rows.length > 0;
};

/** Those of one user, or everybody's. */
export const readApiKeys = (tx: Transaction, owner: string | null = null): Promise<ApiKeyRow[]> =>
  tx.query<ApiKeyRow & { [column: string]: unknown }>(
    `SELECT id, name, owner, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
       FROM ${tx.s}.api_key WHERE $1::uuid IS NULL OR owner = $1 ORDER BY created_at, id`,
    [owner],
  );

export const markRevoked = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, [
    id,
    tx.realNow.toString(),
  ]);

export interface KeyHolder {
  readonly key: string;
  readonly user: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly lastUsedAt: string | null;
}

/** Whom a key that was not revoked acts as; nobody where its user is gone or inactive. */
export const findHolder = async (tx: Transaction, hash: Buffer): Promise<KeyHolder | null> => {
  const [row] = await tx.query<KeyHolder & { [column: string]: unknown }>(
    `SELECT k.id AS key, k.owner AS user, u.name, u.role, k.last_used_at AS "lastUsedAt"
       FROM ${tx.s}.api_key k JOIN ${tx.s}.o_user u ON u.id = k.owner
      WHERE k.secret_hash = $1 AND k.revoked_at IS NULL
        AND u.deleted_at IS NULL AND NOT u.archived AND u.active IS NOT FALSE`,
    [hash],
  );
  return row ?? null;
};

export const markUsed = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.api_key SET last_used_at = $2 WHERE id = $1`, [id, tx.realNow.toString()]);
