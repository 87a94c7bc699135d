import { fold } from "../../model/index.ts";
import { allKeys, type ChoiceOperand } from "../operand.ts";
import type { Comparison } from "../operators.ts";

/** Judges one option, stage, pipeline or id. */
export function judgeChoice(operator: Comparison, value: string, operand: ChoiceOperand): boolean {
  return (operator === "is" || operator === "in") && operand.choices.some(({ keys }) => keys.includes(value));
}

/** Judges a set of options, ids or tags; tags compare like texts. */
export function judgeChoices(
  operator: Comparison,
  value: readonly string[],
  { operand, folded }: { readonly operand: ChoiceOperand; readonly folded: boolean },
): boolean {
  const members = new Set(folded ? value.map(fold) : value);
  const keys = allKeys(operand);
  switch (operator) {
    case "has_any":
    case "contains":
      return keys.some((key) => members.has(key));
    case "has_all":
      return keys.every((key) => members.has(key));
    case "is":
      return sameSet(members, new Set(keys));
    default:
      return false;
  }
}

export const sameSet = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === right.size && left.isSubsetOf(right);
