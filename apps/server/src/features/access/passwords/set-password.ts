import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import { endSessions } from "../sessions/sessions.repo.ts";
import { hashPassword } from "./argon2id.ts";
import { lockAccount, writeCredential } from "./credentials.repo.ts";
import { refuseWeakPassword } from "./password-rules.ts";
import { forgetResets } from "./resets.repo.ts";

/** Gives a user a password, whoever asks; their sessions end. */
export const setPassword = async (workspace: Workspace, user: string, password: string): Promise<void> => {
  const account = await inTransaction(workspace, (tx) => lockAccount(tx, user));
  refuseWeakPassword(password, account?.email ?? null);
  const hash = await hashPassword(password);
  await inTransaction(workspace, async (tx) => {
    if ((await lockAccount(tx, user)) === null)
      throw new Refusal("not_found", "this user is gone or not active");
    await writeCredential(tx, user, hash);
    await endSessions(tx, user, null);
    await forgetResets(tx, user);
  });
};
