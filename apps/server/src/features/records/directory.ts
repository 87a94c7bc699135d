import { fold } from "@cadencia/core/model";
import { EVERYTHING, type Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";
import { isChanging, type Catalog } from "../objects/index.ts";
import { readAllUsers, readTeamLeaders } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";
import { subjectOf } from "./subject.ts";

/** Every user of a workspace, found by id or by the names that people write. */
export interface Directory {
  readonly users: ReadonlyMap<string, StoredRecord>;
  /** `rights`: of whoever writes the name; nobody is found by what is hidden from them. Left out: all. */
  readonly named: (text: string, rights?: Rights) => StoredRecord | null;
  /** Users of the teams that a user leads or belongs to. */
  readonly teamOf: (user: string) => ReadonlySet<string>;
}

const directories = new WeakMap<object, { revision: number; directory: Directory }>();

/** Users are few and asked for in every batch; each save of a user raises the revision that this copy rests on. */
export const readDirectory = async (tx: Transaction, catalog: Catalog): Promise<Directory> => {
  const known = directories.get(tx.workspace);
  if (known?.revision === catalog.revisions.model) return known.directory;
  const object = catalog.model.objects.get("user");
  const users = object === undefined ? [] : await readAllUsers(tx, object);
  const directory = createDirectory(users, await readTeamLeaders(tx));
  if (!isChanging(tx)) directories.set(tx.workspace, { revision: catalog.revisions.model, directory });
  return directory;
};

const createDirectory = (users: readonly StoredRecord[], leaders: ReadonlyMap<string, string>): Directory => {
  const byId = new Map(users.map((user) => [user.id, user]));
  const living = users.filter((user) => user.deletedAt === null);
  const byName = NAMES.map((key) => ({ key, users: usersBy(key, living) }));
  const named: Directory["named"] = (text, rights = EVERYTHING) => {
    const seen = byName.filter(({ key }) => !rights.hides("user", key));
    const found =
      byId.get(text) ??
      seen.map(({ users: known }) => known.get(fold(text))).find((user) => user !== undefined);
    if (found === undefined || !rights.may("read", subjectOf(found))) return null;
    return found;
  };
  const byTeam = Map.groupBy(users, (user) => user.values["team"] ?? null);
  const teamOf = (user: string): ReadonlySet<string> => {
    const own = byId.get(user)?.values["team"] ?? null;
    const teams = [...leaders].flatMap(([team, leader]) => (leader === user ? [team] : []));
    if (typeof own === "string") teams.push(own);
    const members = teams.flatMap((team) => byTeam.get(team) ?? []).map(({ id }) => id);
    return new Set([...members, ...teams.flatMap((team) => leaders.get(team) ?? [])]);
  };
  return { users: byId, named, teamOf };
};

/** A handle wins over an address, an address over a name. */
const NAMES = ["handle", "email", "name"] as const;

/** Of two with the same name the first is meant. */
const usersBy = (key: string, users: readonly StoredRecord[]): ReadonlyMap<string, StoredRecord> => {
  const found = new Map<string, StoredRecord>();
  for (const user of users) {
    const value = user.values[key];
    if (typeof value === "string" && !found.has(fold(value))) found.set(fold(value), user);
  }
  return found;
};
