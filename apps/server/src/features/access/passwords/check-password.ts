import { createHash } from "node:crypto";
import { TooOften } from "../../../platform/errors/index.ts";
import { inTransaction, type Transaction, type Workspace } from "../../../platform/workspace/index.ts";
import { isKnownDevice } from "../sessions/devices.repo.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { NO_PASSWORD, verifyPassword } from "./argon2id.ts";
import {
  countAttempts,
  forgetAttempts,
  insertAttempt,
  lockAttempts,
  type Attempt,
  type AttemptScope,
} from "./attempts.repo.ts";
import type { Account } from "./credentials.repo.ts";

const WINDOW = { minutes: 15 };

/**
 * Wrong passwords in fifteen minutes. From a device in which this person logged in before, only its own count: however
 * many a stranger tries, the person comes in there. The others bound what a stranger may try, from one address or
 * from many.
 */
const MOST: Readonly<Record<AttemptScope, number>> = { device: 10, caller: 10, account: 50, address: 50 };

interface Tried {
  readonly email: string;
  readonly password: string;
  readonly visitor: Visitor;
  /** Finds whose password it would be; null for an address that nobody here has. */
  readonly find: (tx: Transaction) => Promise<Account | null>;
}

interface Checked {
  readonly account: Account | null;
  readonly isRight: boolean;
  /** To be forgiven by whoever lets the person in. */
  readonly attempt: Attempt;
}

/**
 * Compares a password with the one of an account. Every attempt counts until it proves right, and the same work is
 * done for an account that is not there. Throws `TooOften` beyond the limits.
 */
export const checkPassword = async (
  workspace: Workspace,
  { email, password, visitor, find }: Tried,
): Promise<Checked> => {
  const { account, attempt } = await inTransaction(workspace, async (tx) => {
    const found = await find(tx);
    return { account: found, attempt: await countAttempt(tx, { email, visitor, account: found }) };
  });
  const isRight = await verifyPassword(account?.hash ?? NO_PASSWORD, password);
  return { account, attempt, isRight: isRight && account?.hash !== null && account !== null };
};

const countAttempt = async (
  tx: Transaction,
  { email, visitor, account }: { email: string; visitor: Visitor; account: Account | null },
): Promise<Attempt> => {
  const isKnown =
    account !== null && visitor.device !== null && (await isKnownDevice(tx, visitor.device, account.user));
  const attempt: Attempt = {
    id: tx.workspace.newId(),
    account: createHash("sha256").update(email.trim().toLowerCase()).digest(),
    address: visitor.address,
    device: isKnown ? visitor.device : null,
  };
  await lockAttempts(tx, attempt.account);
  for (const scope of isKnown ? (["device"] as const) : (["caller", "account", "address"] as const))
    await refuseBeyond(tx, attempt, { scope });
  await insertAttempt(tx, attempt);
  await forgetAttempts(tx, tx.realNow.subtract(WINDOW));
  return attempt;
};

/** Counts what a caller asks for, other than trying a password, as attempts at one account are. */
export const countRequest = (workspace: Workspace, what: Buffer, address: string): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    const attempt: Attempt = { id: tx.workspace.newId(), account: what, address, device: null };
    await lockAttempts(tx, what);
    await refuseBeyond(tx, attempt, { scope: "caller", what: "too many requests from this address" });
    await insertAttempt(tx, attempt);
  });

const refuseBeyond = async (
  tx: Transaction,
  attempt: Attempt,
  { scope, what = "too many wrong passwords" }: { readonly scope: AttemptScope; readonly what?: string },
): Promise<void> => {
  const { count, oldest } = await countAttempts(tx, attempt, { scope, since: tx.realNow.subtract(WINDOW) });
  if (count < MOST[scope] || oldest === null) return;
  const free = Temporal.Instant.from(oldest).add(WINDOW);
  const seconds = Math.max(1, Math.ceil(tx.realNow.until(free).total("seconds")));
  throw new TooOften(what, seconds);
};
