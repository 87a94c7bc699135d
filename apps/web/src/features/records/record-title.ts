import type { ObjectInfo } from "../model/queries.ts";

/** What people call a record by, the first that is filled. */
const NAMING = ["title", "name", "number", "summary", "subject", "handle"] as const;
const WRITTEN = new Set(["text", "long_text"]);

/** The fields that a record of an object may be called by. */
export const titleFields = (object: ObjectInfo | undefined): readonly string[] => {
  const fields = object?.fields ?? [];
  const usual = NAMING.filter((key) => fields.some((field) => field.key === key));
  if (usual.length > 0) return usual;
  return fields
    .filter(({ key, type }) => WRITTEN.has(type) && key !== "source")
    .map(({ key }) => key)
    .slice(0, 1);
};

/** Null where none of them is filled. */
export const titleOf = (
  record: Readonly<Record<string, unknown>>,
  object: ObjectInfo | undefined,
): string | null => {
  for (const key of titleFields(object)) {
    const value = record[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
};
