import { isSetType, type Field } from "@cadencia/core/model";
import type { FieldProblem } from "../../../../platform/errors/index.ts";
import { canonical } from "../../../records/index.ts";
import type { CheckContext } from "../action.ts";
import { checkPerson, checkPlace, hasMergeFields, objectNamed } from "../checks.ts";
import { fieldPath } from "../field-path.ts";
import { isComputed, membersOf } from "../values.ts";
import { assignmentsOf, type Assignment } from "./assignments.ts";

const NUMBERS: ReadonlySet<string> = new Set(["number", "integer", "money", "percent"]);
const ANY_ID = "00000000-0000-0000-0000-000000000000";

/** What is wrong with the fields and constant values of a `set`. */
export const checkValues = (
  parameters: Readonly<Record<string, unknown>>,
  context: CheckContext,
  objectKey: string = context.object,
): readonly FieldProblem[] => {
  const { object, problems } = objectNamed(context, "object", objectKey);
  if (object === null) return problems;
  return assignmentsOf(parameters).flatMap((assignment) => {
    const result = fieldPath(context.catalog.model, object, assignment.path);
    if (!result.ok) return [{ field: assignment.at, code: "unknown_field", message: result.message }];
    const { field, object: holder } = result.path;
    if (field.readOnly === true) {
      const message = `${holder.key}.${field.key} is set by the product`;
      return [{ field: assignment.at, code: "read_only", message }];
    }
    if (field.type === "stage" || field.type === "pipeline") {
      return placeProblems(assignment, { parameters, holder: holder.key }, context);
    }
    return valueProblems(assignment, { field, holder: holder.key }, context);
  });
};

const placeProblems = (
  assignment: Assignment,
  { parameters, holder }: { parameters: Readonly<Record<string, unknown>>; holder: string },
  context: CheckContext,
): readonly FieldProblem[] => {
  if (typeof assignment.raw !== "string") return [];
  const isStage = assignment.path.endsWith("stage");
  const prefix = assignment.path.slice(0, assignment.path.lastIndexOf(".") + 1);
  const pipeline = isStage ? parameters[`${prefix}pipeline`] : assignment.raw;
  return checkPlace(context, holder, {
    pipeline: typeof pipeline === "string" ? pipeline : null,
    stage: isStage ? assignment.raw : null,
  }).map((problem) => ({ ...problem, field: assignment.at }));
};

const valueProblems = (
  { at, how, raw }: Assignment,
  { field, holder }: { field: Field; holder: string },
  context: CheckContext,
): readonly FieldProblem[] => {
  const problem = (message: string): readonly FieldProblem[] => [{ field: at, code: "wrong_value", message }];
  if (how === "increment" && !NUMBERS.has(field.type)) return problem(`${holder}.${field.key} is no number`);
  if (isComputed(raw)) return sourceProblems(at, raw, context);
  if (raw === null || raw === undefined || hasMergeFields(raw)) return [];
  if (field.type === "user" && typeof raw === "string") return checkPerson(context, at, raw);
  if (field.type === "users") {
    return membersOf(raw).flatMap((member) =>
      typeof member === "string" ? checkPerson(context, at, member) : [],
    );
  }
  const value = isSetType(field.type) ? membersOf(raw) : raw;
  if (Array.isArray(value) && value.some(hasMergeFields)) return [];
  const result = canonical(field, value, {
    timeZone: context.catalog.settings.timeZone,
    // Records are looked up when the step executes; here any name will do.
    resolve: () => ANY_ID,
  });
  return result.ok ? [] : problem(`${holder}.${field.key} ${result.reason}`);
};

/** A value that is computed from a field of the run's record. */
const sourceProblems = (at: string, raw: object, context: CheckContext): readonly FieldProblem[] => {
  const object = context.catalog.model.objects.get(context.object);
  if (!("field" in raw) || object === undefined) return [];
  const result = fieldPath(context.catalog.model, object, String(raw.field));
  return result.ok ? [] : [{ field: `${at}.field`, code: "unknown_field", message: result.message }];
};
