import type { Transaction } from "../../../platform/workspace/index.ts";

export const isKnownDevice = async (tx: Transaction, device: Buffer, user: string): Promise<boolean> => {
  const rows = await tx.query(`SELECT 1 FROM ${tx.s}.known_device WHERE token_hash = $1 AND user_id = $2`, [
    device,
    user,
  ]);
  return rows.length > 0;
};

const MOST_DEVICES = 20;

/** Remembers a device of a user, and of their devices the twenty seen last. */
export const rememberDevice = async (tx: Transaction, device: Buffer, user: string): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.known_device (token_hash, user_id, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id, seen_at = excluded.seen_at`,
    [device, user, tx.realNow.toString()],
  );
  await tx.execute(
    `DELETE FROM ${tx.s}.known_device WHERE token_hash IN (
       SELECT token_hash FROM ${tx.s}.known_device WHERE user_id = $1
        ORDER BY seen_at DESC, token_hash OFFSET ${MOST_DEVICES})`,
    [user],
  );
};
