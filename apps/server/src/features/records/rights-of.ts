import { EVERYTHING, NO_RIGHTS, Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Catalog } from "../objects/index.ts";
import { readDirectory, type Directory } from "./directory.ts";
import type { Origin } from "./save.ts";

/** A user who says nothing else is one. */
const DEFAULT_ROLE = "salesperson";

const known = new WeakMap<Directory, Map<string, Rights>>();

/**
 * What a user may do now: nothing for who is gone, and nothing by a role that is not there. The directory is read
 * anew with each change of a user, a team or a role, and what was worked out goes with it.
 */
export const rightsIn = ({ roles }: Pick<Catalog, "roles">, directory: Directory, userId: string): Rights => {
  const byUser = known.get(directory) ?? new Map<string, Rights>();
  known.set(directory, byUser);
  const cached = byUser.get(userId);
  if (cached !== undefined) return cached;
  const rights = workOut(roles, directory, userId);
  byUser.set(userId, rights);
  return rights;
};

const workOut = (roles: Catalog["roles"], directory: Directory, userId: string): Rights => {
  const user = directory.users.get(userId);
  if (user === undefined || user.deletedAt !== null || user.values["active"] === false) return NO_RIGHTS;
  const named = user.values["role"];
  const role = roles.get(typeof named === "string" && named !== "" ? named : DEFAULT_ROLE);
  if (role === undefined) return NO_RIGHTS;
  return new Rights({ user: userId, role, team: directory.teamOf(userId) });
};

/** The same for whoever has no directory at hand. */
export const readRights = async (tx: Transaction, catalog: Catalog, userId: string): Promise<Rights> =>
  rightsIn(catalog, await readDirectory(tx, catalog), userId);

/** Whose a save is decides what it may do; nobody's is the product's own. */
export const rightsOfOrigin = async (
  { tx, catalog }: { readonly tx: Transaction; readonly catalog: Catalog },
  { actor, rights }: Origin,
): Promise<Rights> => {
  if (rights !== undefined) return rights;
  return actor === null ? EVERYTHING : readRights(tx, catalog, actor);
};

/** The same for many, each asked once. */
export const rightsOfOrigins = async (
  unit: { readonly tx: Transaction; readonly catalog: Catalog },
  origins: Iterable<Origin>,
): Promise<(origin: Origin) => Rights> => {
  const asked = new Map<Origin, Rights>();
  for (const origin of new Set(origins)) asked.set(origin, await rightsOfOrigin(unit, origin));
  return (origin) => asked.get(origin) ?? NO_RIGHTS;
};
