import { didYouMean, asWritten, noSuch } from "@cadencia/core/nearest";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import {
  inTransaction,
  ownRules,
  type Transaction,
  type Workspace,
} from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readDirectory, type StoredRecord } from "../../records/index.ts";
import {
  findHolder,
  hasApiKeys,
  insertApiKey,
  markRevoked,
  markUsed,
  readApiKeys,
  type ApiKeyRow,
} from "./api-keys.repo.ts";
import type { Caller } from "../caller.ts";
import { hashOf, looksLikeSecret, newSecret } from "../secret.ts";

export interface NewApiKey {
  readonly id: string;
  /** Known now and never again: only its hash is kept. */
  readonly secret: string;
  /** Address or name of the user that it acts as. */
  readonly user: string;
}

const LONGEST_NAME = 100;

/** Makes a key that acts as a user, named by address, handle, name or id; as the first administrator by default. */
export const createApiKey = (
  workspace: Workspace,
  { name, user }: { readonly name: string; readonly user?: string | undefined },
): Promise<NewApiKey> =>
  inTransaction(workspace, async (tx) => {
    refuseName(name);
    return makeKey(tx, name, await holderNamed(tx, user));
  });

/** The key of a fresh workspace; null where any key was ever made. Two servers that start at once make one. */
export const createFirstApiKey = (workspace: Workspace): Promise<NewApiKey | null> =>
  inTransaction(workspace, async (tx) => {
    await ownRules(tx);
    if (await hasApiKeys(tx)) return null;
    return makeKey(tx, "first start", await holderNamed(tx, undefined));
  });

export const makeKey = async (tx: Transaction, name: string, user: StoredRecord): Promise<NewApiKey> => {
  const id = tx.workspace.newId();
  const secret = newSecret();
  await insertApiKey(tx, { id, name, owner: user.id, hash: hashOf(secret) });
  return { id, secret, user: shown(user) };
};

export const shown = ({ id, values }: StoredRecord): string =>
  [values["email"], values["name"], values["handle"]].find(isText) ?? id;

export const refuseName = (name: string): void => {
  if (name.trim() !== "" && name.length <= LONGEST_NAME) return;
  const message = `the name of a key has 1 to ${LONGEST_NAME} characters`;
  throw invalid([{ field: "name", code: "wrong_value", message }]);
};

const holderNamed = async (tx: Transaction, name: string | undefined): Promise<StoredRecord> => {
  const { users, named } = await readDirectory(tx, await readCatalog(tx));
  const here = [...users.values()].filter(
    (user) => user.deletedAt === null && user.values["active"] !== false,
  );
  if (name === undefined) {
    const administrator = here.find((user) => user.values["role"] === "admin");
    if (administrator !== undefined) return administrator;
    throw new Refusal("not_found", "there is no active administrator; name the user that the key acts as");
  }
  const found = named(name);
  if (found !== null && here.includes(found)) return found;
  const called = here.flatMap(({ values }) => [values["email"], values["handle"]].filter(isText));
  const message = found === null ? noSuch("user", name, called) : `the user "${name}" is not active`;
  throw new Refusal("not_found", message);
};

const isText = (value: unknown): value is string => typeof value === "string";

export interface ListedApiKey extends ApiKeyRow {
  readonly user: string;
}

/** Every key ever made, with the address or name of its user. */
export const listApiKeys = (workspace: Workspace): Promise<ListedApiKey[]> =>
  inTransaction(workspace, async (tx) => {
    const { users } = await readDirectory(tx, await readCatalog(tx));
    const rows = await readApiKeys(tx);
    return rows.map((row) => {
      const user = users.get(row.owner);
      return { ...row, user: user === undefined ? row.owner : shown(user) };
    });
  });

/** Revokes keys by id or by name; a revoked key stays in the list. Answers how many. */
export const revokeApiKey = (workspace: Workspace, wanted: string): Promise<number> =>
  inTransaction(workspace, async (tx) => {
    const rows = await readApiKeys(tx);
    const meant = rows.filter((row) => row.revokedAt === null && (row.id === wanted || row.name === wanted));
    if (meant.length === 0) throw new Refusal("not_found", unknownKey(wanted, rows));
    for (const row of meant) await markRevoked(tx, row.id);
    return meant.length;
  });

const unknownKey = (wanted: string, rows: readonly ApiKeyRow[]): string => {
  const standing = rows.filter((row) => row.revokedAt === null).map((row) => row.name);
  return `there is no key ${asWritten(wanted)} in use${didYouMean(wanted, standing)}`;
};

/** `last_used_at` tells which keys are still needed; to the minute is near enough and spares a write a request. */
const USED_EVERY = 60_000;

/** Whom a key belongs to; null for what is no key, was revoked, or acts as somebody who is gone. */
export const authenticate = async (workspace: Workspace, secret: string): Promise<Caller | null> => {
  if (!looksLikeSecret(secret)) return null;
  return inTransaction(workspace, async (tx) => {
    const holder = await findHolder(tx, hashOf(secret));
    if (holder === null) return null;
    const { key, user, name, role, lastUsedAt } = holder;
    const last = lastUsedAt === null ? 0 : Temporal.Instant.from(lastUsedAt).epochMilliseconds;
    if (tx.realNow.epochMilliseconds - last > USED_EVERY) await markUsed(tx, key);
    return { key, session: null, user, name: name ?? "", role: role ?? "" };
  });
};
