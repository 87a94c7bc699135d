import type { Transaction } from "../../platform/workspace/index.ts";
import { endedBefore } from "./sessions/lifetime.ts";
import type { Caller } from "./caller.ts";

type Comer = Pick<Caller, "key" | "session">;

/** Those who would be let in now as well: their session or key stands, and their user is there. */
export const stillIn = async <Some extends Comer>(
  tx: Transaction,
  callers: readonly Some[],
): Promise<ReadonlySet<Some>> => {
  if (callers.length === 0) return new Set();
  const { seen, begun } = endedBefore(tx.realNow);
  const rows = await tx.query<{ id: string }>(
    `SELECT came.id FROM (
       SELECT s.id, s.user_id FROM ${tx.s}.session s
        WHERE s.id = ANY($1::uuid[]) AND s.seen_at > $3 AND s.created_at > $4
       UNION ALL
       SELECT k.id, k.owner FROM ${tx.s}.api_key k WHERE k.id = ANY($2::uuid[]) AND k.revoked_at IS NULL
     ) came JOIN ${tx.s}.o_user u ON u.id = came.user_id
      WHERE u.deleted_at IS NULL AND NOT u.archived AND u.active IS NOT FALSE`,
    [
      callers.flatMap(({ session }) => session ?? []),
      callers.flatMap(({ session, key }) => (session === null ? key : [])),
      seen.toString(),
      begun.toString(),
    ],
  );
  const standing = new Set(rows.map(({ id }) => id));
  return new Set(callers.filter(({ session, key }) => standing.has(session ?? key)));
};
