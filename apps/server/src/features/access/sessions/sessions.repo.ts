import type { Transaction } from "../../../platform/workspace/index.ts";
import { endedBefore } from "./lifetime.ts";

export interface SessionHolder {
  readonly session: string;
  readonly user: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly seenAt: string;
}

/** Whose a session is; null when it has ended, or its user is gone or inactive. */
export const findSession = async (tx: Transaction, hash: Buffer): Promise<SessionHolder | null> => {
  const { seen, begun } = endedBefore(tx.realNow);
  const [row] = await tx.query<SessionHolder & { [column: string]: unknown }>(
    `SELECT s.id AS session, s.user_id AS user, u.name, u.role, s.seen_at AS "seenAt"
       FROM ${tx.s}.session s JOIN ${tx.s}.o_user u ON u.id = s.user_id
      WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.created_at > $3
        AND u.deleted_at IS NULL AND NOT u.archived AND u.active IS NOT FALSE`,
    [hash, seen.toString(), begun.toString()],
  );
  return row ?? null;
};

export const markSeen = (tx: Transaction, session: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.session SET seen_at = $2 WHERE id = $1`, [session, tx.realNow.toString()]);

export const insertSession = (
  tx: Transaction,
  session: {
    readonly id: string;
    readonly hash: Buffer;
    readonly user: string;
    readonly address: string;
    readonly agent: string;
  },
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.session (id, token_hash, user_id, created_at, seen_at, address, agent)
     VALUES ($1, $2, $3, $4, $4, $5, $6)`,
    [session.id, session.hash, session.user, tx.realNow.toString(), session.address, session.agent],
  );

export interface SessionRow {
  readonly id: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string;
  readonly agent: string;
}

/** A user's sessions that have not ended, the one seen last first. */
export const readSessions = (tx: Transaction, user: string): Promise<SessionRow[]> => {
  const { seen, begun } = endedBefore(tx.realNow);
  return tx.query<SessionRow & { [column: string]: unknown }>(
    `SELECT id, created_at AS "createdAt", seen_at AS "seenAt", address, agent FROM ${tx.s}.session
      WHERE user_id = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id DESC`,
    [user, seen.toString(), begun.toString()],
  );
};

/** Ends one session of a user; another's is not found. */
export const endSession = (tx: Transaction, user: string, session: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.session WHERE user_id = $1 AND id = $2`, [user, session]);

export const endSessionByToken = (tx: Transaction, hash: Buffer): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.session WHERE token_hash = $1`, [hash]);

/** Ends all sessions of a user, but the one that is to stay. */
export const endSessions = (tx: Transaction, user: string, except: string | null): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.session WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid`, [
    user,
    except,
  ]);

export const forgetEndedSessions = (tx: Transaction): Promise<number> => {
  const { seen, begun } = endedBefore(tx.realNow);
  return tx.execute(`DELETE FROM ${tx.s}.session WHERE seen_at <= $1 OR created_at <= $2`, [
    seen.toString(),
    begun.toString(),
  ]);
};
