import { holderColumn, type Action, type Rights } from "@cadencia/core/rights";

/** Adds a parameter to the statement and answers its placeholder with the type. */
type Add = (value: readonly string[], type: string) => string;

/**
 * The records of a table that somebody may read (or edit, …), as an SQL condition: exactly those of which `rights.may`
 * says so. Null where no condition is needed, so that an administrator's statements stay what they are.
 */
export const scopeCondition = (
  rights: Rights,
  { object, action, alias, add }: { object: string; action: Action; alias: string; add: Add },
): string | null => {
  const people = rights.people(rights.scope(object, action));
  if (people === null) return null;
  if (people.size === 0) return "FALSE";
  return `${alias}.${holderColumn(object)} = ANY(${add([...people], "uuid[]")})`;
};
