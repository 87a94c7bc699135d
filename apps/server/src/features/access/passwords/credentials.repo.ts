import type { Transaction } from "../../../platform/workspace/index.ts";

/** Of somebody who may come in; the hash is null while no password was ever set. */
export interface Account {
  readonly user: string;
  readonly email: string | null;
  readonly locale: string | null;
  readonly hash: string | null;
}

const ACTIVE = "u.deleted_at IS NULL AND NOT u.archived AND u.active IS NOT FALSE";

const COLUMNS = "u.id AS user, u.email, u.locale, c.password_hash AS hash";

/** The account of an address, however it is capitalized; of several, the first that has a password. */
export const findAccount = async (tx: Transaction, email: string): Promise<Account | null> => {
  const [row] = await tx.query<Account & { [column: string]: unknown }>(
    `SELECT ${COLUMNS} FROM ${tx.s}.o_user u LEFT JOIN ${tx.s}.credential c ON c.user_id = u.id
      WHERE lower(u.email) = lower($1) AND ${ACTIVE} ORDER BY c.user_id IS NULL, u.id LIMIT 1`,
    [email],
  );
  return row ?? null;
};

/** The account of a user; locked, so that of two changes at once the later one sees what the earlier one left. */
export const lockAccount = async (tx: Transaction, user: string): Promise<Account | null> => {
  const [row] = await tx.query<Account & { [column: string]: unknown }>(
    `SELECT ${COLUMNS} FROM ${tx.s}.o_user u LEFT JOIN ${tx.s}.credential c ON c.user_id = u.id
      WHERE u.id = $1 AND ${ACTIVE} FOR NO KEY UPDATE OF u`,
    [user],
  );
  return row ?? null;
};

export const writeCredential = (tx: Transaction, user: string, hash: string): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.credential (user_id, password_hash, changed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
    [user, hash, tx.realNow.toString()],
  );

/** The same password under a dearer hash. */
export const renewHash = (tx: Transaction, user: string, hash: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.credential SET password_hash = $2 WHERE user_id = $1`, [user, hash]);

/** False while the workspace waits for its first person. */
export const hasCredentials = async (tx: Transaction): Promise<boolean> =>
  (await tx.query(`SELECT 1 FROM ${tx.s}.credential LIMIT 1`)).length > 0;
