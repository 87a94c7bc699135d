import { asWritten, didYouMean, noSuch } from "@cadencia/core/nearest";
import type { ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../../platform/errors/index.ts";
import { placeRecord, type Place } from "../../records/index.ts";
import type { CheckContext } from "./action.ts";
import { fieldPath } from "./field-path.ts";
import { isRelatedPerson } from "./people.ts";

/** Whether a text holds merge fields, so that what it says is only known for a record. */
export const hasMergeFields = (value: unknown): boolean =>
  typeof value === "string" && /\{\{|\{%/.test(value);

export const objectNamed = (
  context: CheckContext,
  at: string,
  key: string,
): { readonly object: ObjectType | null; readonly problems: readonly FieldProblem[] } => {
  const { objects } = context.catalog.model;
  const object = objects.get(key);
  if (object !== undefined) return { object, problems: [] };
  const message = noSuch("object", key, objects.keys());
  return { object: null, problems: [{ field: at, code: "unknown_object", message }] };
};

/** A constant of a select must be one of its options. */
export const checkSelect = (
  context: CheckContext,
  { object, field, value }: { object: string; field: string; value: string | undefined },
): readonly FieldProblem[] => {
  const options = context.catalog.model.objects.get(object)?.fields.get(field)?.options ?? [];
  if (value === undefined || hasMergeFields(value) || options.includes(value)) return [];
  const close = didYouMean(value, options);
  const hint = close === "" ? `; choose one of ${options.join(", ")}` : close;
  return [
    { field, code: "wrong_value", message: `${asWritten(value)} is no option of ${object}.${field}${hint}` },
  ];
};

/** A person named in an action has to exist when it is saved. */
export const checkPerson = (
  context: CheckContext,
  at: string,
  who: string | undefined,
): readonly FieldProblem[] => {
  if (who === undefined || hasMergeFields(who) || isRelatedPerson(who)) return [];
  if (context.userNamed(who.replace(/^user:/, "")) !== null) return [];
  return [{ field: at, code: "unknown_user", message: `there is no user "${who}"` }];
};

/** A pipeline and stage have to exist when the automation is saved. */
export const checkPlace = (
  context: CheckContext,
  object: string,
  wanted: Partial<Place>,
): readonly FieldProblem[] => {
  const pipeline = hasMergeFields(wanted.pipeline) ? null : (wanted.pipeline ?? null);
  const stage = hasMergeFields(wanted.stage) ? null : (wanted.stage ?? null);
  const placement = placeRecord(context.catalog.model, object, {
    current: null,
    wanted: { pipeline, stage },
  });
  if (placement.ok) return [];
  const code = placement.field === "stage" ? "unknown_stage" : "unknown_pipeline";
  return [{ field: placement.field, code, message: placement.reason }];
};

/** The field that a `due` counts from has to exist when it is saved. */
export const checkDue = (context: CheckContext, at: string, due: unknown): readonly FieldProblem[] => {
  const object = context.catalog.model.objects.get(context.object);
  if (typeof due !== "object" || due === null || !("field" in due) || object === undefined) return [];
  const result = fieldPath(context.catalog.model, object, String(due.field));
  if (!result.ok) return [{ field: `${at}.field`, code: "unknown_field", message: result.message }];
  const { field, object: holder } = result.path;
  if (field.type === "date" || field.type === "datetime") return [];
  return [{ field: `${at}.field`, code: "wrong_value", message: `${holder.key}.${field.key} is no date` }];
};
