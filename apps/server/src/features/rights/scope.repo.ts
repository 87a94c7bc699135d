import type { Model } from "@cadencia/core/model";
import { holderColumn, type Action, type Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import { closedObjects, HOST, isOnTimeline, readsEvery } from "./timeline.ts";

/** Adds a parameter to the statement and answers its placeholder with the type. */
export type Add = (value: string | readonly string[], type: string) => string;

/**
 * The records of a table whose owner is within somebody's reach, as an SQL condition: exactly those of which
 * `rights.may` says so. Null where no condition is needed, so that an administrator's statements stay what they are.
 */
export const scopeCondition = (
  rights: Rights,
  { object, action, alias, add }: { object: string; action: Action; alias: string; add: Add },
): string | null => {
  const people = rights.people(rights.scope(object, action));
  if (people === null) return null;
  const [one, ...others] = people;
  if (one === undefined) return "FALSE";
  // Equality reads a page in order from the index over owner and id; a list of owners does not.
  if (others.length === 0) return `${alias}.${holderColumn(object)} = ${add(one, "uuid")}`;
  return `${alias}.${holderColumn(object)} = ANY(${add([...people], "uuid[]")})`;
};

interface Scoping {
  /** The whole model, with what is hidden from who reads. */
  readonly model: Model;
  /** Quoted. */
  readonly schema: string;
  readonly object: string;
  readonly alias: string;
  readonly add: Add;
}

/** The parameters of one condition, each added once however often it is asked for. */
interface Hosting extends Scoping {
  readonly rights: Rights;
  readonly nested: boolean;
}

/**
 * The records of a table that somebody may read: those in reach, and of what stands on a timeline only what stands on
 * records that they may read, or is their own. Null where no condition is needed.
 */
export const readableCondition = (rights: Rights, scoping: Scoping): string | null => {
  const add = once(scoping.add);
  return readable({ ...scoping, add, rights, nested: false });
};

const readable = (hosting: Hosting): string | null => {
  const { rights, model, object, alias, add } = hosting;
  const reach = scopeCondition(rights, { object, action: "read", alias, add });
  if (reach === "FALSE" || !isOnTimeline(model.objects.get(object))) return reach;
  const closed = closedObjects(rights, model);
  if (closed.length === 0) return reach;
  const own = rights.user === null ? [] : [`${alias}.owner = ${add(rights.user, "uuid")}`];
  const host = `(${[...own, ...hostConditions(hosting, closed)].join(" OR ")})`;
  return reach === null ? host : `${reach} AND ${host}`;
};

/** What stands on nothing, on records that are open to all, or on one that may be read itself. */
const hostConditions = (hosting: Hosting, closed: readonly string[]): string[] => {
  const { model, schema, alias, add, nested } = hosting;
  const hosts = [...model.objects.values()].filter((host) => closed.includes(host.key) || isOnTimeline(host));
  const conditions = [
    `${alias}.${HOST} IS NULL`,
    `${alias}.${HOST}__object <> ALL(${add(
      hosts.map(({ key }) => key),
      "text[]",
    )})`,
  ];
  // What stands on a note or an activity: that one's own host is not followed (it took conditions by the hundred), and
  // unless it is open to all nothing is shown.
  if (nested) return conditions;
  for (const host of hosts) {
    const below = `${alias}_h`;
    const condition = readable({ ...hosting, object: host.key, alias: below, nested: true });
    if (condition === "FALSE") continue;
    conditions.push(
      `${alias}.${HOST}__object = ${add(host.key, "text")} AND EXISTS (
         SELECT 1 FROM ${schema}.${quoted(tableName(host.key))} ${below}
          WHERE ${below}.id = ${alias}.${HOST} AND ${condition ?? "TRUE"})`,
    );
  }
  return conditions;
};

const once = (add: Add): Add => {
  const placed = new Map<string, string>();
  return (value, type) => {
    const key = `${type} ${JSON.stringify(value)}`;
    const placeholder = placed.get(key) ?? add(value, type);
    placed.set(key, placeholder);
    return placeholder;
  };
};

/** Those of these records, deleted ones too, that somebody may read. */
export const readableIds = async (
  tx: Transaction,
  { rights, model, object }: { readonly rights: Rights; readonly model: Model; readonly object: string },
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0 || readsEvery(rights, { model, object })) return new Set(ids);
  const params: unknown[] = [ids];
  const add: Add = (value, type) => `$${params.push(value)}::${type}`;
  const condition = readableCondition(rights, { model, schema: tx.s, object, alias: "t", add });
  const rows = await tx.query<{ id: string }>(
    `SELECT t.id FROM ${tx.s}.${quoted(tableName(object))} t
      WHERE t.id = ANY($1::uuid[]) AND ${condition ?? "TRUE"}`,
    params,
  );
  return new Set(rows.map(({ id }) => id));
};
