import { isSetType, type Field, type ObjectType } from "@cadencia/core/model";
import { invalid, type FieldProblem } from "../../../platform/errors/index.ts";
import { unknownField } from "./field-list.ts";

export interface SortKey {
  readonly field: Field;
  readonly falling: boolean;
}

const MOST_KEYS = 5;

/** Records sort by creation unless asked otherwise; whatever was asked, their ids decide among equals. */
export const parseSort = (object: ObjectType, text: string | undefined): readonly SortKey[] => {
  if (text === undefined) return [];
  const words = text.split(",").map((word) => word.trim());
  const problems: FieldProblem[] = [];
  if (words.length > MOST_KEYS) problems.push(problem("too_many", `sort takes at most ${MOST_KEYS} fields`));
  const keys = words.flatMap((word): SortKey[] => {
    const falling = word.startsWith("-");
    const key = falling ? word.slice(1) : word;
    const field = key === "id" ? ID : object.fields.get(key);
    if (field === undefined) {
      problems.push(
        unknownField(object, key, { at: "sort", known: new Set(["id", ...object.fields.keys()]) }),
      );
      return [];
    }
    if (isSetType(field.type) || field.type === "json") {
      problems.push(
        problem("wrong_value", `records cannot be sorted by ${object.key}.${key}, which is ${field.type}`),
      );
    }
    return [{ field, falling }];
  });
  if (problems.length > 0) throw invalid(problems);
  return keys;
};

const ID: Field = { key: "id", label: "Id", type: "relation", readOnly: true };

const problem = (code: string, message: string): FieldProblem => ({ field: "sort", code, message });
