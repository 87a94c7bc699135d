import { ANY_OBJECT, isTextType, type Field, type Model, type ObjectType } from "@cadencia/core/model";
import { unknownField } from "./names.ts";
import type { ColumnRule } from "./written-map.ts";

/** How the related record of a field is found. */
export interface Match {
  readonly object: ObjectType;
  readonly by: Field;
  readonly create: boolean;
  /** The field may point at any object, so the value says which. */
  readonly any: boolean;
}

const RELATION_TYPES = new Set(["user", "users", "relation", "relations"]);

export const compileMatch = (
  field: Field,
  rule: ColumnRule,
  model: Model,
): Match | { readonly problem: string } | null => {
  if (rule.match === undefined) return null;
  if (!RELATION_TYPES.has(field.type))
    return { problem: `match is for relations, and ${field.key} is of the type ${field.type}` };
  const any = field.to === ANY_OBJECT;
  const target = any ? undefined : (field.to ?? "user");
  const dot = rule.match.indexOf(".");
  const objectKey = dot < 0 ? target : rule.match.slice(0, dot);
  const fieldKey = rule.match.slice(dot + 1);
  if (objectKey === undefined) return { problem: `name the object too, like match: deal.${fieldKey}` };
  const object = model.objects.get(objectKey);
  if (object === undefined || (target !== undefined && objectKey !== target)) {
    return { problem: `${field.key} points at ${target ?? "a record"}, not at "${objectKey}"` };
  }
  const by = object.fields.get(fieldKey);
  if (by === undefined) return { problem: unknownField(fieldKey, object).message };
  if (!isTextType(by.type))
    return { problem: `records are found by a text, and ${objectKey}.${fieldKey} is of the type ${by.type}` };
  if (rule.create === true && by.readOnly === true && object.key !== "contact") {
    return { problem: `${objectKey}.${fieldKey} is set by the product, so nothing can be created by it` };
  }
  return { object, by, create: rule.create === true, any };
};
