import type { ApiKeyPayload, MadeApiKeyPayload } from "@cadencia/contracts/api";
import { ADMIN } from "@cadencia/core/rights";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readDirectory, type Directory, type StoredRecord } from "../../records/index.ts";
import { markRevoked, readApiKeys, type ApiKeyRow } from "./api-keys.repo.ts";
import { makeKey, refuseName, shown } from "./api-keys.service.ts";
import type { Caller } from "../caller.ts";

/** The caller's own keys, an administrator's everybody's; those that let in before the revoked, the newest first. */
export const listKeys = (workspace: Workspace, caller: Caller): Promise<ApiKeyPayload[]> =>
  inTransaction(workspace, async (tx) => {
    const directory = await readDirectory(tx, await readCatalog(tx));
    const rows = (await readApiKeys(tx, reach(caller))).toReversed();
    return [...rows.filter((row) => !isRevoked(row)), ...rows.filter(isRevoked)].map((row) =>
      present(row, { caller, directory }),
    );
  });

/** Makes a key that acts as the caller; an administrator's may act as anybody who is active. */
export const makeKeyFor = (
  workspace: Workspace,
  caller: Caller,
  { name, user = caller.user }: { readonly name: string; readonly user?: string },
): Promise<MadeApiKeyPayload> =>
  inTransaction(workspace, async (tx) => {
    refuseSuccessor(caller);
    refuseOthers(caller, user);
    refuseName(name);
    const directory = await readDirectory(tx, await readCatalog(tx));
    const { id, secret } = await makeKey(tx, name, activeUser(directory, user));
    const made = (await readApiKeys(tx, user)).find((row) => row.id === id);
    if (made === undefined) throw new Error(`the key ${id} was made and is not there`);
    return { ...present(made, { caller, directory }), secret };
  });

/** What the key did stays done; from the next request on it lets nobody in. */
export const revokeKey = (workspace: Workspace, caller: Caller, id: string): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    const mine = await readApiKeys(tx, reach(caller));
    if (!mine.some((row) => row.id === id) || (await markRevoked(tx, id)) === 0)
      throw new Refusal("not_found", `there is no key ${id} in use`);
  });

const isRevoked = ({ revokedAt }: ApiKeyRow): boolean => revokedAt !== null;

/** Whose keys the caller sees; null: everybody's. */
const reach = ({ role, user }: Caller): string | null => (role === ADMIN.key ? null : user);

/** Whoever finds a key must not be able to outlive its end. An administrator's could make users just as well. */
const refuseSuccessor = ({ session, role }: Caller): void => {
  if (session !== null || role === ADMIN.key) return;
  throw new Refusal("forbidden", "forbidden: an API key makes no other keys; log in to make one");
};

const refuseOthers = ({ role, user }: Caller, wanted: string): void => {
  if (role === ADMIN.key || wanted === user) return;
  throw new Refusal("forbidden", "forbidden: keys that act as somebody else are for administrators to make");
};

const activeUser = ({ users }: Directory, id: string): StoredRecord => {
  const user = users.get(id);
  if (user === undefined || user.deletedAt !== null)
    throw invalid([{ field: "user", code: "not_found", message: `there is no user ${id}` }]);
  if (user.values["active"] !== false && user.values["archived"] !== true) return user;
  const message = `the user "${shown(user)}" is not active: a key of theirs would let nobody in`;
  throw invalid([{ field: "user", code: "wrong_value", message }]);
};

interface Seen {
  readonly caller: Caller;
  readonly directory: Directory;
}

const present = (row: ApiKeyRow, { caller, directory }: Seen): ApiKeyPayload => ({
  id: row.id,
  name: row.name,
  user: { id: row.owner, name: nameOf(directory.users.get(row.owner)) ?? row.owner },
  created_at: row.createdAt,
  last_used_at: row.lastUsedAt,
  revoked_at: row.revokedAt,
  current: row.id === caller.key,
});

const nameOf = (user: StoredRecord | undefined): string | undefined => {
  const name = user?.values["name"];
  return typeof name === "string" && name !== "" ? name : user && shown(user);
};
