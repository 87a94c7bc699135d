import { ConditionNode } from "../nodes/index.ts";
import { isChangeOperator, type Operator, OPERATORS, operatorsOf } from "../operators.ts";
import { printSource, type Source } from "../source.ts";
import { parseOperand, takesNothing } from "./parse-operand.ts";
import { parseSource, sourceFamily } from "./parse-source.ts";
import { at, refuse, type Scope, shown, unknown } from "./scope.ts";

/** Whether a list is one condition rather than a list of filters: conditions begin with a field's name. */
export const looksLikeCondition = (input: readonly unknown[]): boolean => typeof input[0] === "string";

/** Reads `[field, operator, value]` or `[field, operator]`. */
export function parseCondition(input: readonly unknown[], scope: Scope): ConditionNode | null {
  const [name, word, value] = input;
  const source = typeof name === "string" ? parseSource(name, at(scope, 0)) : null;
  const operator = parseOperator(word, at(scope, 1));
  if (!source || !operator) return null;
  if (!allows(source, operator, at(scope, 1))) return null;
  if (!hasRightLength(input, operator, scope)) return null;

  const operand = parseOperand(value, { source, operator }, at(scope, 2));
  return operand && ConditionNode.create({ source, operator, operand });
}

function parseOperator(word: unknown, scope: Scope): Operator | null {
  const operator = OPERATORS.find((candidate) => candidate === word);
  if (operator) return operator;
  if (typeof word !== "string") {
    const message = "a condition is [field, operator, value]; the operator is missing";
    return refuse(scope, { code: "wrong_shape", message });
  }
  const meant = SPELLINGS.get(word.toLowerCase());
  if (meant) {
    const message = `there is no operator "${word}"; did you mean "${meant}"?`;
    return refuse(scope, { code: "unknown_operator", message, nearest: meant });
  }
  const what = `there is no operator ${shown(word)}`;
  return refuse(scope, unknown("unknown_operator", what, { written: word, choices: OPERATORS }));
}

/** What people write who come from another system. */
const SPELLINGS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    "=": "is",
    "==": "is",
    equals: "is",
    eq: "is",
    "!=": "is_not",
    "<>": "is_not",
    ne: "is_not",
    ">": "gt",
    ">=": "gte",
    "=>": "gte",
    "<": "lt",
    "<=": "lte",
    "=<": "lte",
    like: "contains",
    ilike: "contains",
    is_empty: "is_not_set",
    is_null: "is_not_set",
    is_not_empty: "is_set",
  } satisfies Record<string, Operator>),
);

function allows(source: Source, operator: Operator, scope: Scope): boolean {
  const family = sourceFamily(source);
  const valid = operatorsOf(family);
  if (!valid.includes(operator)) {
    const type = source.kind === "field" ? source.field.type : family;
    const what = `${printSource(source)} (${type}) cannot be asked "${operator}"`;
    refuse(scope, { code: "operator_not_for_type", message: `${what}; valid: ${valid.join(", ")}` });
    return false;
  }
  if (!isChangeOperator(operator)) return true;

  const ownField = source.kind === "field" && source.path.length === 0 && !scope.insideRelation;
  if (scope.context.save === true && ownField) return true;
  const message = ownField
    ? `"${operator}" can only be asked where a save is at hand: in automations with an "on" trigger`
    : `"${operator}" can only be asked of the saved record's own fields, not of ${printSource(source)}`;
  refuse(scope, { code: "operator_needs_save", message });
  return false;
}

function hasRightLength(input: readonly unknown[], operator: Operator, scope: Scope): boolean {
  const needed = takesNothing(operator) ? 2 : 3;
  if (input.length === needed) return true;
  const message = takesNothing(operator)
    ? `"${operator}" takes no value, but ${shown(input[2])} follows`
    : `"${operator}" takes one value (several as a list): [field, ${operator}, value]`;
  refuse(scope, { code: input.length < needed ? "wrong_value" : "wrong_shape", message });
  return false;
}
