import { invalid, type Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import { hashOf, newToken } from "../secret.ts";
import { rememberDevice } from "../sessions/devices.repo.ts";
import { endSessions } from "../sessions/sessions.repo.ts";
import { hashPassword } from "./argon2id.ts";
import { lockAccount, writeCredential } from "./credentials.repo.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { findReset, forgetResets, takeReset } from "./resets.repo.ts";

/**
 * Sets the password of whoever holds a link; it works once, and takes every other link and all sessions with it. A
 * password that is refused leaves the link good. Answers the token by which this browser is known from now on.
 */
export const useResetLink = async (
  workspace: Workspace,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<string> => {
  const hash = hashOf(token);
  const found = await inTransaction(workspace, (tx) => findReset(tx, hash));
  if (found === null) throw spent();
  refuseWeakPassword(password, found.email);
  const passwordHash = await hashPassword(password);
  return inTransaction(workspace, async (tx) => {
    const account = await lockAccount(tx, found.user);
    if (account === null || (await takeReset(tx, hash)) === 0) throw spent();
    await writeCredential(tx, found.user, passwordHash);
    await endSessions(tx, found.user, null);
    await forgetResets(tx, found.user);
    const device = newToken();
    await rememberDevice(tx, hashOf(device), found.user);
    return device;
  });
};

const spent = (): Refusal => {
  const message = "this link was used already, or is older than an hour; ask for a new one";
  return invalid([{ field: "token", code: "wrong_value", message }]);
};
