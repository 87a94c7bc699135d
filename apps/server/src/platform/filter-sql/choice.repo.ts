import type { Comparison } from "@cadencia/core/filter";
import { type Field, type FieldType } from "@cadencia/core/model";
import { column, type Compiling } from "./compiling.ts";
import { present } from "./present.repo.ts";

const ID_TYPES: ReadonlySet<FieldType> = new Set<FieldType>(["user", "users", "relation", "relations"]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Compares one option, stage, pipeline or id. */
export function compileChoice(
  { keys, field }: { readonly keys: readonly string[]; readonly field: Field },
  alias: string,
  { parameters }: Compiling,
): string {
  const value = column(alias, field.key);
  const [type, possible] = typed(field, keys);
  const [first] = possible;
  if (first === undefined) return "FALSE";
  return possible.length === 1
    ? present(value, `${value} = ${parameters.add(first, type)}`)
    : present(value, `${value} = ANY(${parameters.add(possible, `${type}[]`)})`);
}

/** Compares a set of options, ids or tags; tags by their folded copies. */
export function compileChoices(
  {
    operator,
    keys,
    field,
  }: { readonly operator: Comparison; readonly keys: readonly string[]; readonly field: Field },
  alias: string,
  { parameters }: Compiling,
): string {
  const value = column(alias, field.type === "tags" ? `${field.key}__f` : field.key);
  const [type, possible] = typed(field, keys);
  const needed = (): string => parameters.add(possible, `${type}[]`);
  // What can be nobody's id is in no set, so a set that must have all of the keys cannot be.
  const attainable = possible.length === keys.length;
  switch (operator) {
    case "has_any":
    case "contains":
      return possible.length > 0 ? present(value, `${value} && ${needed()}`) : "FALSE";
    case "has_all":
      return attainable ? present(value, `${value} @> ${needed()}`) : "FALSE";
    case "is":
      return attainable ? present(value, `${value} @> ${needed()} AND ${value} <@ ${needed()}`) : "FALSE";
    default:
      return "FALSE";
  }
}

/** The column's type, and those keys that it can hold. */
const typed = (field: Field, keys: readonly string[]): ["uuid" | "text", readonly string[]] =>
  ID_TYPES.has(field.type) ? ["uuid", keys.filter((key) => UUID.test(key))] : ["text", keys];
