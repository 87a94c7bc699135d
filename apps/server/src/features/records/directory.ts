import { fold } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { isChanging, type Catalog } from "../objects/index.ts";
import { readAllUsers } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";

/** Every user of a workspace, found by id or by the names that people write. */
export interface Directory {
  readonly users: ReadonlyMap<string, StoredRecord>;
  readonly named: (text: string) => StoredRecord | null;
}

const directories = new WeakMap<object, { revision: number; directory: Directory }>();

/** Users are few and asked for in every batch; each save of a user raises the revision that this copy rests on. */
export const readDirectory = async (tx: Transaction, catalog: Catalog): Promise<Directory> => {
  const known = directories.get(tx.workspace);
  if (known?.revision === catalog.revisions.model) return known.directory;
  const object = catalog.model.objects.get("user");
  const directory = createDirectory(object === undefined ? [] : await readAllUsers(tx, object));
  if (!isChanging(tx)) directories.set(tx.workspace, { revision: catalog.revisions.model, directory });
  return directory;
};

const createDirectory = (users: readonly StoredRecord[]): Directory => {
  const byId = new Map(users.map((user) => [user.id, user]));
  const living = users.filter((user) => user.deletedAt === null);
  // Later keys do not overwrite earlier ones: a handle wins over an address, an address over a name.
  const byName = new Map<string, StoredRecord>();
  for (const key of ["handle", "email", "name"]) {
    for (const user of living) {
      const value = user.values[key];
      if (typeof value === "string" && !byName.has(fold(value))) byName.set(fold(value), user);
    }
  }
  return { users: byId, named: (text) => byId.get(text) ?? byName.get(fold(text)) ?? null };
};
