import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import type { Caller } from "../caller.ts";
import { openSession, type Opened } from "../sessions/open-session.ts";
import { endSessions } from "../sessions/sessions.repo.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { hashPassword } from "./argon2id.ts";
import { forgiveAttempts } from "./attempts.repo.ts";
import { checkPassword } from "./check-password.ts";
import { lockAccount, writeCredential } from "./credentials.repo.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { forgetResets } from "./resets.repo.ts";

interface Change {
  readonly current: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/** Sets another password for who knows the one that stands. All their sessions end; who changed it gets a new one. */
export const changePassword = async (
  workspace: Workspace,
  caller: Caller,
  { current, password, visitor }: Change,
): Promise<Opened> => {
  // Attempts count with those at the login, under the same address.
  const own = await inTransaction(workspace, (tx) => lockAccount(tx, caller.user));
  const email = own?.email ?? caller.user;
  const find = (tx: Parameters<typeof lockAccount>[0]) => lockAccount(tx, caller.user);
  const { account, isRight, attempt } = await checkPassword(workspace, {
    email,
    password: current,
    visitor,
    find,
  });
  if (account === null || !isRight) throw notCurrent();
  refuseWeakPassword(password, account.email);
  const hash = await hashPassword(password);
  return inTransaction(workspace, async (tx) => {
    const standing = await lockAccount(tx, caller.user);
    if (standing === null || standing.hash !== account.hash)
      throw new Refusal("conflict", "the password was changed in the meantime");
    await forgiveAttempts(tx, attempt);
    await writeCredential(tx, caller.user, hash);
    await endSessions(tx, caller.user, null);
    await forgetResets(tx, caller.user);
    return openSession(tx, caller.user, visitor);
  });
};

/** Beside the field: a 401 would say that the session has ended. */
const notCurrent = (): Refusal =>
  invalid([{ field: "current", code: "wrong_value", message: "this is not the password that stands" }]);
