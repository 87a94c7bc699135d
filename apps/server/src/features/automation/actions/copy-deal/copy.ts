import type { Field, ObjectType } from "@cadencia/core/model";
import { isBackLink, type Input, type PathTree, type RecordNode } from "../../../records/index.ts";

/** Fields that tell of the deal's own course, and begin anew with the copy. */
const OWN_COURSE = new Set(["pipeline", "stage", "stage_entered_at", "closed_at", "copied_from"]);

const isCopied = (object: ObjectType, field: Field): boolean =>
  field.readOnly !== true &&
  field.derived !== true &&
  !OWN_COURSE.has(field.key) &&
  !isBackLink(object.key, field.key);

const REFERENCES: ReadonlySet<string> = new Set(["user", "relation", "users", "relations"]);

const copiedFields = (object: ObjectType): readonly Field[] =>
  [...object.fields.values()].filter((field) => isCopied(object, field));

/** The records that the deal points at: a copy cannot point at what was deleted meanwhile. */
export const referencePaths = (object: ObjectType): PathTree =>
  Object.fromEntries(
    copiedFields(object)
      .filter((field) => REFERENCES.has(field.type))
      .map((field) => [field.key, {}]),
  );

/** The values of a record that go along to a copy of it. */
export const copiedValues = (record: RecordNode, object: ObjectType): Input =>
  Object.fromEntries(copiedFields(object).map((field) => [field.key, valueOf(record, field)]));

const valueOf = (record: RecordNode, field: Field): unknown => {
  switch (field.type) {
    case "user":
      return record.one(field.key)?.id ?? null;
    case "relation": {
      const target = record.one(field.key);
      return target === null ? null : { object: target.object, id: target.id };
    }
    case "users":
    case "relations":
      return record.many(field.key).map((member) => member.id);
    default:
      return record.value(field.key);
  }
};
