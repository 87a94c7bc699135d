import type { JsonValue } from "../model/index.ts";
import { formatDuration } from "../schedule/index.ts";
import type { ConditionNode, Filter, RelatedNode } from "./nodes/index.ts";
import type { Operand } from "./operand.ts";
import type { Operator } from "./operators.ts";
import { clockText } from "./flips/clock-flips.ts";
import { printSource } from "./source.ts";
import { printTimeLiteral } from "./time/literal.ts";

/** The filter in the form that people write, which parses back to the same filter. */
export function toJson(filter: Filter): JsonValue {
  switch (filter.kind) {
    case "all":
      return { all: filter.filters.map(toJson) };
    case "any":
      return { any: filter.filters.map(toJson) };
    case "not":
      return { not: toJson(filter.filter) };
    case "segment":
      return { segment: filter.key };
    case "related":
      return relatedToJson(filter);
    case "condition":
      return conditionToJson(filter);
  }
}

function relatedToJson({ path, relation, where, test }: RelatedNode): JsonValue {
  const name = [...path, relation].map((step) => step.field).join(".");
  const is = test.quantifier === "count" ? { is: [test.operator, test.value] } : {};
  return { [test.quantifier]: name, ...(where ? { where: toJson(where) } : {}), ...is };
}

function conditionToJson({ source, operator, operand }: ConditionNode): JsonValue {
  const name = printSource(source);
  return operand.kind === "none" ? [name, operator] : [name, operator, operandToJson(operand, operator)];
}

const LISTS: ReadonlySet<Operator> = new Set<Operator>([
  "in",
  "not_in",
  "has_any",
  "has_all",
  "has_none",
  "between",
  "weekday_in",
]);

/** The value of a condition as people write it: a list where the operator takes one. */
export function operandToJson(operand: Operand, operator: Operator): JsonValue {
  const values = valuesToJson(operand);
  if (operand.kind === "clock" || LISTS.has(operator) || values.length > 1) return values;
  return values[0] ?? null;
}

function valuesToJson(operand: Operand): readonly JsonValue[] {
  switch (operand.kind) {
    case "none":
      return [];
    case "texts":
      return operand.written;
    case "decimals":
      return operand.decimals.map(decimalToJson);
    case "booleans":
      return operand.booleans;
    case "times":
      return operand.times.map(printTimeLiteral);
    case "duration":
      return [formatDuration(operand.duration)];
    case "clock":
      return [clockToJson(operand.from), clockToJson(operand.to)];
    case "weekdays":
      return operand.weekdays;
    case "choices":
      return operand.choices.map((choice) => choice.written);
    case "amount":
      return [operand.percent ? `${operand.amount}%` : decimalToJson(operand.amount)];
    case "raw":
      return operand.values;
  }
}

/** A number where JSON holds it exactly, else a text. */
const decimalToJson = (decimal: string): JsonValue =>
  String(Number(decimal)) === decimal ? Number(decimal) : decimal;

const clockToJson = (seconds: number): string => clockText(seconds).replace(/:00$/, "");
