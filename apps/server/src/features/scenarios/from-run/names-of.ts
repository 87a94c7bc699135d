import { asText } from "@cadencia/core/model";
import type { Directory } from "../../records/index.ts";
import type { History } from "./history.ts";
import type { NameOf } from "./written.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** What the file calls records and users: users by their handles, records by their object and a number. */
export const namesOf = (
  { records, later }: History,
  { users }: Directory,
  definition: string,
): { readonly nameOf: NameOf } => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const call = (id: string, wanted: string): void => {
    const plain = NAME.test(wanted) ? wanted : "user";
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}${number}`;
    taken.add(name);
    names.set(id, name);
  };
  const named = JSON.stringify([records, later]);
  const isNamed = ({ id, handle }: { readonly id: string; readonly handle: string }): boolean =>
    named.includes(id) || definition.includes(id) || (handle !== "" && definition.includes(handle));
  for (const { id, values, deletedAt } of users.values()) {
    const handle = asText(values["handle"] ?? "");
    if (deletedAt === null && isNamed({ id, handle })) call(id, handle);
  }
  // Whom a user named answers to comes along.
  for (const id of names.keys()) {
    const manager = users.get(asText(users.get(id)?.values["manager"] ?? ""));
    if (manager !== undefined && !names.has(manager.id))
      call(manager.id, asText(manager.values["handle"] ?? ""));
  }
  for (const { id, object } of records) call(id, object);
  return { nameOf: (id) => names.get(id) ?? null };
};
