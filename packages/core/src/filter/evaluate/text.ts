import { fold } from "../../model/index.ts";
import type { TextOperand } from "../operand.ts";
import type { Comparison } from "../operators.ts";

/** Judges a text that is not empty. Texts are compared folded, and ordered by code point as the database does. */
export function judgeText(operator: Comparison, value: string, { folded }: TextOperand): boolean {
  const text = fold(value);
  const [first = "", second = ""] = folded;
  switch (operator) {
    case "is":
    case "in":
      return folded.includes(text);
    case "contains":
      return text.includes(first);
    case "starts_with":
      return text.startsWith(first);
    case "ends_with":
      return text.endsWith(first);
    case "gt":
      return compareCodePoints(text, first) > 0;
    case "gte":
      return compareCodePoints(text, first) >= 0;
    case "lt":
      return compareCodePoints(text, first) < 0;
    case "lte":
      return compareCodePoints(text, first) <= 0;
    case "between":
      return compareCodePoints(text, first) >= 0 && compareCodePoints(text, second) <= 0;
    default:
      return false;
  }
}

/**
 * Orders by code point. JavaScript's own order is by UTF-16 unit, which puts 😀 before ﬁ; UTF-8 bytes (the
 * database's collation "C") are in the order of code points.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (one === other) continue;
    // Surrogates stand for code points above every other unit.
    return isSurrogate(one) === isSurrogate(other) ? one - other : isSurrogate(one) ? 1 : -1;
  }
  return left.length - right.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff;
