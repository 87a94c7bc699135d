import { allKeys, type Comparison, type Operand } from "@cadencia/core/filter";
import { type Field, isSetType, isTextType } from "@cadencia/core/model";
import { compileChoice, compileChoices } from "./choice.repo.ts";
import { column, type Compiling } from "./compiling.ts";
import { compileNumber } from "./number.repo.ts";
import { present } from "./present.repo.ts";
import { compileText } from "./text.repo.ts";
import { compileClock, compileMoment, compileWeekday } from "./time.repo.ts";

/** A comparison of one column. */
export interface Comparing {
  readonly field: Field;
  readonly operator: Comparison;
  readonly operand: Operand;
}

/** The comparison as SQL: false, not NULL, for an empty value. */
export function compileComparison(comparing: Comparing, alias: string, compiling: Compiling): string {
  const { field, operator, operand } = comparing;
  const value = column(alias, field.key);
  if (operator === "is_set") return isSet(field, value);

  switch (operand.kind) {
    case "texts":
      return compileText({ operator, operand }, column(alias, `${field.key}__f`), compiling);
    case "decimals":
      return compileNumber({ operator, operand, whole: field.type === "integer" }, value, compiling);
    case "booleans": {
      const needed = compiling.parameters.add(operand.booleans.map(String), "boolean[]");
      return present(value, `${value} = ANY(${needed})`);
    }
    case "choices":
      return isSetType(field.type)
        ? compileChoices({ operator, keys: allKeys(operand), field }, alias, compiling)
        : compileChoice({ keys: allKeys(operand), field }, alias, compiling);
    case "times":
    case "duration":
      return compileMoment({ operator, operand, wholeDay: field.type === "date" }, value, compiling);
    case "clock":
      return compileClock(operand, value, compiling);
    case "weekdays":
      return compileWeekday({ operand, wholeDay: field.type === "date" }, value, compiling);
    case "none":
    case "amount":
    case "raw":
      return "FALSE";
  }
}

/** Empty is NULL or "", and a set without members. 0 and false are set. */
function isSet(field: Field, value: string): string {
  if (isSetType(field.type)) return `(coalesce(cardinality(${value}), 0) > 0)`;
  if (field.type === "json")
    return present(value, `${value} NOT IN ('null'::jsonb, '""'::jsonb, '[]'::jsonb)`);
  const isText =
    isTextType(field.type) || field.type === "select" || field.type === "pipeline" || field.type === "stage";
  return isText ? present(value, `${value} <> ''`) : `(${value} IS NOT NULL)`;
}
