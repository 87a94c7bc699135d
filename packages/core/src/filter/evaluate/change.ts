import type { JsonValue, Value } from "../../model/index.ts";
import { compareDecimals } from "../../model/index.ts";
import { movedBy } from "../decimal.ts";
import type { EvaluationContext } from "../context.ts";
import type { Operand } from "../operand.ts";
import { type ChangeOperator, familyOf } from "../operators.ts";
import type { FieldSource } from "../source.ts";
import { sameSet } from "./choice.ts";
import { compare } from "./compare.ts";
import { asText, asTexts, isEmpty } from "./walk.ts";

/** What a save made of a field. */
export interface Change {
  readonly before: Value;
  readonly after: Value;
}

/**
 * Judges what a save made of a field. Nothing empty has an amount to rise from or to fall to; on creation
 * everything changed from empty.
 */
export function judgeChange(
  change: Change,
  asked: { readonly source: FieldSource; readonly operator: ChangeOperator; readonly operand: Operand },
  context: EvaluationContext,
): boolean {
  const { source, operator, operand } = asked;
  if (!differs(source, change)) return false;
  switch (operator) {
    case "changed":
      return true;
    case "changed_from":
      return compare(change.before, { source, operator: "is", operand }, context);
    case "changed_to":
      return compare(change.after, { source, operator: "is", operand }, context);
    case "increased_by":
    case "decreased_by": {
      if (operand.kind !== "amount" || isEmpty(change.before) || isEmpty(change.after)) return false;
      const [before, after] = [asText(change.before), asText(change.after)];
      return movedBy({ before, after }, operator === "increased_by" ? "up" : "down", operand);
    }
  }
}

/** Whether the value really is another one: numbers compare as numbers, moments as moments, sets as sets. */
function differs({ field }: FieldSource, { before, after }: Change): boolean {
  if (isEmpty(before) || isEmpty(after)) return isEmpty(before) !== isEmpty(after);
  switch (familyOf(field.type)) {
    case "decimal":
      return compareDecimals(asText(before), asText(after)) !== 0;
    case "datetime":
      return !Temporal.Instant.from(asText(before)).equals(Temporal.Instant.from(asText(after)));
    case "choices":
      return !sameSet(new Set(asTexts(before)), new Set(asTexts(after)));
    case "opaque":
      return !sameJson(before, after);
    default:
      return before !== after;
  }
}

/** JSON objects are equal whatever the order of their keys. */
function sameJson(left: Value, right: Value): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [one, other] = [left, right] as readonly Readonly<Record<string, JsonValue>>[];
  if (!one || !other || Object.keys(one).length !== Object.keys(other).length) return false;
  return Object.entries(one).every(([key, value]) => {
    const counterpart = other[key];
    return counterpart !== undefined && sameJson(value, counterpart);
  });
}
