import { asText, toExactNumber, type Value } from "../model/index.ts";
import type { ConditionNode, Filter } from "./nodes/index.ts";

/** The filter holds only where this field of the record itself is a number between the two, both included. */
export interface RequiredRange {
  readonly field: string;
  readonly low: number;
  readonly high: number;
}

/**
 * Ranges of numbers outside of which the filter cannot hold, whatever else it says. They may be wider than what it
 * asks, never narrower: a record beside one of them need not be judged.
 */
export function requiredRanges(filter: Filter): readonly RequiredRange[] {
  switch (filter.kind) {
    case "condition":
      return rangeOf(filter);
    case "segment":
      return requiredRanges(filter.filter);
    case "all":
      return filter.filters.flatMap(requiredRanges);
    case "any":
    case "not":
    case "related":
      return [];
  }
}

const rangeOf = ({ source, operator, operand }: ConditionNode): readonly RequiredRange[] => {
  if (source.kind !== "field" || source.path.length > 0 || operand.kind !== "decimals") return [];
  const numbers = operand.decimals.map(toExactNumber);
  if (numbers.length === 0 || numbers.some(Number.isNaN)) return [];
  const range = (low: number, high: number): RequiredRange[] => [{ field: source.field.key, low, high }];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  switch (operator) {
    case "is":
    case "in":
    case "between":
      return range(least, most);
    case "gt":
    case "gte":
      return range(least, Infinity);
    case "lt":
    case "lte":
      return range(-Infinity, most);
    default:
      return [];
  }
};

/** Whether a record may satisfy what requires the range: 0.1 µs for each further range on the same field. */
export function rangeJudge(valueOf: (field: string) => Value | undefined): (range: RequiredRange) => boolean {
  const numbers = new Map<string, number | null>();
  return ({ field, low, high }) => {
    let number = numbers.get(field);
    if (number === undefined) {
      const text = asText(valueOf(field));
      number = text === "" ? null : toExactNumber(text);
      numbers.set(field, number);
    }
    // NaN, a number with more digits than a double tells apart, is beside no range: the filter judges it.
    return number !== null && !(number < low || number > high);
  };
}
