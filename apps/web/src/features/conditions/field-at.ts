import type { FieldInfo, ObjectInfo } from "../model/queries.ts";

/** The field at the end of a path such as `contact.category`. */
export const fieldAt = (
  path: string,
  object: string,
  objects: ReadonlyMap<string, ObjectInfo>,
): FieldInfo | undefined => {
  const [first = "", ...rest] = path.split(".");
  const field = objects.get(object)?.fields.find(({ key }) => key === first);
  if (rest.length === 0) return field;
  return field?.to === undefined ? undefined : fieldAt(rest.join("."), field.to, objects);
};
