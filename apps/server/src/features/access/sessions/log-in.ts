import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import { hashPassword, needsRenewal } from "../passwords/argon2id.ts";
import { forgiveAttempts } from "../passwords/attempts.repo.ts";
import { checkPassword } from "../passwords/check-password.ts";
import { findAccount, lockAccount, renewHash } from "../passwords/credentials.repo.ts";
import { openSession, type Opened } from "./open-session.ts";
import type { Visitor } from "./visitor.ts";

interface LogIn {
  readonly email: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/** Begins a session for who knows the password; everybody else hears the same, after the same work. */
export const logIn = async (
  workspace: Workspace,
  { email, password, visitor }: LogIn,
): Promise<Opened & { readonly user: string }> => {
  const find = (tx: Parameters<typeof findAccount>[0]) => findAccount(tx, email);
  const { account, isRight, attempt } = await checkPassword(workspace, { email, password, visitor, find });
  if (account === null || !isRight) throw wrong();
  const renewed = account.hash !== null && needsRenewal(account.hash) ? await hashPassword(password) : null;
  return inTransaction(workspace, async (tx) => {
    const standing = await lockAccount(tx, account.user);
    // While the password was compared, it may have been changed, or the person let go.
    if (standing === null || standing.hash !== account.hash) throw wrong();
    if (renewed !== null) await renewHash(tx, account.user, renewed);
    await forgiveAttempts(tx, attempt);
    return { ...(await openSession(tx, account.user, visitor)), user: account.user };
  });
};

const wrong = (): Refusal => new Refusal("wrong_credentials", "the address or the password is wrong");
