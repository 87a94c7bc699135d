import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { NewField } from "@cadencia/contracts/api";

import { ANY_OBJECT, type Model, type ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../platform/errors/index.ts";
import { canonical } from "../records/index.ts";
import { LINE_RELATIONS } from "./model.ts";
import { refuseKey } from "./reserved.ts";

interface Place {
  readonly model: Model;
  readonly object: ObjectType;
  readonly timeZone: string;
}

const CHOICES: ReadonlySet<string> = new Set(["select", "multi_select"]);
const RELATIONS: ReadonlySet<string> = new Set(["relation", "relations"]);
const REFERENCES: ReadonlySet<string> = new Set(["relation", "relations", "user", "users", "json"]);

/** Everything that keeps a field from being added to an object. */
export const fieldProblems = (field: NewField, place: Place): readonly FieldProblem[] => [
  ...keyProblems(field, place),
  ...optionProblems(field),
  ...relationProblems(field, place),
  ...backProblems(field, place),
  ...defaultProblems(field, place),
];

const problem = (field: string, code: string, message: string): FieldProblem => ({ field, code, message });

const keyProblems = ({ key }: NewField, { object }: Place): FieldProblem[] => {
  const refused = refuseKey(key, "key");
  if (refused !== null) return [refused];
  if (!object.reverse.has(key) && LINE_RELATIONS.get(object.key) !== key) return [];
  return [problem("key", "in_use", `"${key}" is a relation of ${object.key} already; choose another key`)];
};

const optionProblems = ({ type, options }: NewField): FieldProblem[] => {
  if (!CHOICES.has(type)) {
    return options === undefined
      ? []
      : [problem("options", "misplaced_key", `a field of type ${type} has no options`)];
  }
  if (options === undefined)
    return [problem("options", "missing_key", `a field of type ${type} needs options`)];
  const folded = options.map((option) => option.toLowerCase());
  const twice = options.find((_, index) => folded.indexOf(folded[index] ?? "") !== index);
  return twice === undefined ? [] : [problem("options", "duplicate", `the option "${twice}" stands twice`)];
};

const relationProblems = ({ type, to }: NewField, { model }: Place): FieldProblem[] => {
  if (!RELATIONS.has(type)) {
    return to === undefined ? [] : [problem("to", "misplaced_key", `a field of type ${type} has no "to"`)];
  }
  if (to === undefined)
    return [problem("to", "missing_key", `a field of type ${type} needs "to": the object it points at`)];
  if (to === ANY_OBJECT) {
    return type === "relation"
      ? []
      : [problem("to", "wrong_value", 'only a single relation may point at any object ("*")')];
  }
  if (model.objects.has(to)) return [];
  const hint = didYouMean(to, model.objects.keys());
  return [problem("to", "unknown_object", `there is no object ${asWritten(to)}${hint}`)];
};

const backProblems = ({ type, to, back, key }: NewField, { model, object }: Place): FieldProblem[] => {
  if (back === undefined) return [];
  if (type !== "relation")
    return [problem("back", "misplaced_key", `only a relation has a way back, not a field of type ${type}`)];
  const refused = refuseKey(back, "back");
  if (refused !== null) return [refused];
  const targets = to === ANY_OBJECT ? [...model.objects.values()] : [model.objects.get(to ?? "")];
  const taken = targets.find(
    (target) =>
      target !== undefined &&
      (target.fields.has(back) || target.reverse.has(back) || (target.key === object.key && back === key)),
  );
  return taken === undefined
    ? []
    : [problem("back", "in_use", `${taken.key} has a field or relation "${back}" already`)];
};

const defaultProblems = (field: NewField, { timeZone }: Place): FieldProblem[] => {
  if (field.default === undefined || field.default === null) return [];
  if (REFERENCES.has(field.type)) {
    return [problem("default", "misplaced_key", `a field of type ${field.type} has no default`)];
  }
  const judged = canonical({ ...field, label: field.key }, field.default, {
    timeZone,
    resolve: () => null,
  });
  return judged.ok ? [] : [problem("default", "wrong_value", `default ${judged.reason}`)];
};
