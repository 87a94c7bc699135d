import { noSuch } from "@cadencia/core/nearest";
import {
  customRole,
  grantOf,
  roleProblems,
  STANDARD_ROLES,
  type Role,
  type RoleDefinition,
} from "@cadencia/core/rights";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { ensureDateIndex, readCatalog } from "../objects/index.ts";
import { holdersOf, removeRole, writeRole } from "./roles.repo.ts";

export const roleNamed = async (tx: Transaction, key: string): Promise<Role> => {
  const { roles } = await readCatalog(tx);
  const role = roles.get(key);
  if (role !== undefined) return role;
  throw new Refusal("not_found", noSuch("role", key, roles.keys()));
};

/** Makes a role or writes it anew. Whoever has it has the new rights with the next request. */
export const saveRole = async (
  tx: Transaction,
  role: { key: string; label?: string | undefined; rights?: object | undefined; hide?: unknown },
): Promise<void> => {
  const { model } = await readCatalog(tx);
  const { key, label = key, rights = {}, hide = [] } = role;
  const problems = roleProblems({ key, rights, hide }, model);
  if (problems.length > 0) throw invalid(problems);
  const definition = { key, label, rights, hide } as RoleDefinition;
  await writeRole(tx, definition);
  for (const object of objectsByOwner(customRole(definition), [...model.objects.keys()]))
    await ensureDateIndex(tx, object, "owner");
};

/** Objects that this role lists by their owners: they get the index whose cost others are spared. */
const objectsByOwner = (role: Role, objects: readonly string[]): readonly string[] =>
  objects.filter((object) => object !== "user" && ["own", "team"].includes(grantOf(role, object, "read")));

/** A role that somebody has cannot go: they would be left without rights. */
export const deleteRole = async (tx: Transaction, key: string): Promise<void> => {
  const role = await roleNamed(tx, key);
  if (STANDARD_ROLES.has(role.key))
    throw new Refusal("in_use", `the role "${key}" is one of the product's own and stays`);
  const holders = await holdersOf(tx, key);
  if (holders.length > 0) {
    const names = holders.slice(0, 5).join(", ");
    const more = holders.length > 5 ? ` and ${holders.length - 5} others` : "";
    throw new Refusal("in_use", `${names}${more} have the role "${key}"; give them another first`);
  }
  await removeRole(tx, key);
};
