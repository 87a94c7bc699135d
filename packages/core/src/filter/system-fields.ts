import type { Field, ObjectType } from "../model/index.ts";

/**
 * A field by its key. Every record can also be asked for its `id`: that is no field that an admin sees, but
 * "these very records" is a filter too (`[id, in, […]]`), and it resolves like a relation to the object itself.
 */
export function findField(object: ObjectType, key: string): Field | null {
  const own = object.fields.get(key);
  if (own) return key === "id" ? idField(object) : own;
  if (key === "id") return idField(object);
  return null;
}

const idField = (object: ObjectType): Field => ({
  key: "id",
  label: "Id",
  type: "relation",
  to: object.key,
  readOnly: true,
});
