import type { Transaction } from "../../../platform/workspace/index.ts";
import { hashOf, newToken } from "../secret.ts";
import { rememberDevice } from "./devices.repo.ts";
import { endSessionByToken, forgetEndedSessions, insertSession } from "./sessions.repo.ts";
import type { Visitor } from "./visitor.ts";

/** What the browser is to keep. */
export interface Opened {
  readonly session: string;
  readonly device: string;
}

/**
 * Begins a session under a token that nobody knew before; the one that the browser came with ends. Both tokens are
 * made here: what a visitor brings is never adopted.
 */
export const openSession = async (tx: Transaction, user: string, visitor: Visitor): Promise<Opened> => {
  if (visitor.session !== null) await endSessionByToken(tx, visitor.session);
  await forgetEndedSessions(tx);
  const opened = { session: newToken(), device: newToken() };
  const { address, agent } = visitor;
  const id = tx.workspace.newId();
  await insertSession(tx, { id, hash: hashOf(opened.session), user, address, agent });
  await rememberDevice(tx, hashOf(opened.device), user);
  return opened;
};
