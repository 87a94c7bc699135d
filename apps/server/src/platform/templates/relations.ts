import type { Field, ObjectType } from "@cadencia/core/model";

/** Points at one record. */
export const isToOne = (field: Field): boolean => field.type === "relation" || field.type === "user";
/** Points at several. */
export const isToMany = (field: Field): boolean => field.type === "relations" || field.type === "users";

const known = new WeakMap<ObjectType, ReadonlySet<string>>();

/** A record's relations, ways back included, which are merge roots by their own name. */
export const relationsOf = (type: ObjectType): ReadonlySet<string> => {
  const names = known.get(type) ?? new Set(relationNames(type));
  known.set(type, names);
  return names;
};

const relationNames = (type: ObjectType): string[] => [
  ...[...type.fields.values()].filter((field) => isToOne(field) || isToMany(field)).map((field) => field.key),
  ...type.reverse.keys(),
];
