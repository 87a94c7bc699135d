import type { Transaction } from "../../../platform/workspace/index.ts";

/** How long a link opens something. */
const VALID = "1 hour";

export const insertReset = (tx: Transaction, user: string, hash: Buffer): Promise<number> =>
  tx.execute(`INSERT INTO ${tx.s}.password_reset (token_hash, user_id, created_at) VALUES ($1, $2, $3)`, [
    hash,
    user,
    tx.realNow.toString(),
  ]);

/** How many links of a user are still good. */
export const countResets = async (tx: Transaction, user: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${tx.s}.password_reset
      WHERE user_id = $1 AND created_at > $2::timestamptz - interval '${VALID}'`,
    [user, tx.realNow.toString()],
  );
  return row?.count ?? 0;
};

/** Whose password a link sets; null when it was used, or is too old, or its user is gone. */
export const findReset = async (
  tx: Transaction,
  hash: Buffer,
): Promise<{ readonly user: string; readonly email: string | null } | null> => {
  const [row] = await tx.query<{ user: string; email: string | null }>(
    `SELECT u.id AS user, u.email FROM ${tx.s}.password_reset r JOIN ${tx.s}.o_user u ON u.id = r.user_id
      WHERE r.token_hash = $1 AND r.created_at > $2::timestamptz - interval '${VALID}'
        AND u.deleted_at IS NULL AND NOT u.archived AND u.active IS NOT FALSE`,
    [hash, tx.realNow.toString()],
  );
  return row ?? null;
};

/** Uses a link up; of two who come at once with the same one, the second uses none. */
export const takeReset = (tx: Transaction, hash: Buffer): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.password_reset WHERE token_hash = $1`, [hash]);

/** Takes back every link that was given out for a user. */
export const forgetResets = (tx: Transaction, user: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.password_reset WHERE user_id = $1`, [user]);

export const forgetOldResets = (tx: Transaction): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.password_reset WHERE created_at < $1::timestamptz - interval '${VALID}'`, [
    tx.realNow.toString(),
  ]);
