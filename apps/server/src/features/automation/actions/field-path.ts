import { asWritten, didYouMean } from "@cadencia/core/nearest";
import { ANY_OBJECT, type Field, type Model, type ObjectType } from "@cadencia/core/model";
import { LINE_RELATIONS } from "../../objects/index.ts";
import type { RecordNode } from "../../records/index.ts";
import { StepFailure } from "./action.ts";

/** A field reached over to-one relations: `contact.company.category`. */
export interface FieldPath {
  readonly relations: readonly string[];
  readonly object: ObjectType;
  readonly field: Field;
}

export type FieldPathResult =
  | { readonly ok: true; readonly path: FieldPath }
  | { readonly ok: false; readonly message: string };

/** Product lines are given like a field, though each is a record of its own. */
const linesField = (object: string, key: string): Field | undefined =>
  LINE_RELATIONS.get(object) === key ? { key, label: key, type: "json" } : undefined;

export const fieldOf = (object: ObjectType, key: string): Field | undefined =>
  object.fields.get(key) ?? linesField(object.key, key);

const unknown = (object: ObjectType, key: string): FieldPathResult => {
  const hint = didYouMean(key, [...object.fields.keys()]);
  return { ok: false, message: `${object.key} has no field ${asWritten(key)}${hint}` };
};

const followed = (model: Model, field: Field | undefined): ObjectType | undefined => {
  if (field === undefined || (field.type !== "relation" && field.type !== "user")) return undefined;
  return field.to === ANY_OBJECT ? undefined : model.objects.get(field.to ?? "user");
};

export const fieldPath = (model: Model, start: ObjectType, text: string): FieldPathResult => {
  const relations = text.split(".");
  const last = relations.pop() ?? "";
  let object = start;
  for (const relation of relations) {
    const field = object.fields.get(relation);
    if (field === undefined) return unknown(object, relation);
    const next = followed(model, field);
    if (next === undefined)
      return { ok: false, message: `${object.key}.${relation} leads to no single record` };
    object = next;
  }
  const field = fieldOf(object, last);
  return field === undefined ? unknown(object, last) : { ok: true, path: { relations, object, field } };
};

/** The same where a field that is missing was removed since the automation was saved. */
export const presentField = (model: Model, start: ObjectType, text: string): FieldPath => {
  const result = fieldPath(model, start, text);
  if (result.ok) return result.path;
  throw new StepFailure("missing_field", result.message);
};

/** The record at the end of the relations; a step fails where there is none. */
export const reach = (record: RecordNode, { relations }: Pick<FieldPath, "relations">): RecordNode => {
  let reached = record;
  for (const relation of relations) {
    const next = reached.one(relation);
    if (next === null) throw new StepFailure("missing_value", `the ${reached.object} has no ${relation}`);
    reached = next;
  }
  return reached;
};
