import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import type { Caller } from "../caller.ts";
import { hashOf } from "../secret.ts";
import { findSession, markSeen } from "./sessions.repo.ts";

/** To the minute is near enough for an idle limit of days, and spares a write a request. */
const SEEN_EVERY = 60_000;

/** Who logged in with this token; null when the session has ended or its user is gone. */
export const callerOfSession = (workspace: Workspace, token: string): Promise<Caller | null> =>
  inTransaction(workspace, async (tx) => {
    const holder = await findSession(tx, hashOf(token));
    if (holder === null) return null;
    const { session, user, name, role, seenAt } = holder;
    const last = Temporal.Instant.from(seenAt).epochMilliseconds;
    if (tx.realNow.epochMilliseconds - last > SEEN_EVERY) await markSeen(tx, session);
    return { key: user, session, user, name: name ?? "", role: role ?? "" };
  });
