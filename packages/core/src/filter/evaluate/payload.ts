import { fold, type JsonValue, type Value } from "../../model/index.ts";
import { compareDecimals } from "../../model/index.ts";
import { readDecimal } from "../decimal.ts";
import type { Operand } from "../operand.ts";
import type { Comparison } from "../operators.ts";
import { dayNumber, isDate } from "../time/day.ts";
import { toMicroseconds } from "../time/microseconds.ts";
import type { Present } from "../time/resolve.ts";
import { clockBetween, weekdayAt, weekdayOfNumber } from "../time/wall.ts";
import { momentOf } from "./moment.ts";
import { compareCodePoints } from "./text.ts";
import { judgeAge, judgeTime } from "./time.ts";
import { asText, asTexts } from "./walk.ts";

/** Judges a payload's value by what it turns out to be: numbers compare as numbers, texts as texts, lists as sets. */
export function judgePayload(
  value: Value,
  { operator, operand }: { readonly operator: Comparison; readonly operand: Operand },
  present: Present,
): boolean {
  if (operand.kind === "raw") return judgeRaw(operator, value, operand.values);
  if (typeof value !== "string") return false;

  const { timeZone } = present.calendar;
  const instant = momentOf(value, timeZone);
  if (instant === null) return false;
  const wholeDay = isDate(value);
  switch (operand.kind) {
    case "times":
      return judgeTime(operator, { instant, wholeDay }, { operand, present });
    case "duration":
      return judgeAge(operator, instant, { operand, present });
    case "clock":
      return clockBetween(toMicroseconds(instant), timeZone, operand);
    case "weekdays":
      return operand.weekdays.includes(
        wholeDay ? weekdayOfNumber(dayNumber(value)) : weekdayAt(toMicroseconds(instant), timeZone),
      );
    default:
      return false;
  }
}

function judgeRaw(operator: Comparison, value: Value, wanted: readonly JsonValue[]): boolean {
  if (Array.isArray(value)) return judgeList(operator, asTexts(value).map(fold), wanted.map(folded));
  const [first = null, second = null] = wanted;
  switch (operator) {
    case "is":
    case "in":
    case "has_any":
      return wanted.some((other) => order(value, other) === 0);
    case "has_all":
      return wanted.every((other) => order(value, other) === 0);
    case "contains":
      return folded(value).includes(folded(first));
    case "starts_with":
      return folded(value).startsWith(folded(first));
    case "ends_with":
      return folded(value).endsWith(folded(first));
    case "gt":
      return order(value, first) > 0;
    case "gte":
      return order(value, first) >= 0;
    case "lt":
      return order(value, first) < 0;
    case "lte":
      return order(value, first) <= 0;
    case "between":
      return order(value, first) >= 0 && order(value, second) <= 0;
    default:
      return false;
  }
}

function judgeList(operator: Comparison, members: readonly string[], wanted: readonly string[]): boolean {
  switch (operator) {
    case "has_any":
    case "contains":
      return wanted.some((key) => members.includes(key));
    case "has_all":
      return wanted.every((key) => members.includes(key));
    case "is":
      return wanted.every((key) => members.includes(key)) && members.every((key) => wanted.includes(key));
    default:
      return false;
  }
}

/** Compares as numbers when one side is a number and the other reads as one, else as texts; NaN when neither fits. */
function order(value: Value, other: JsonValue): number {
  if (typeof value === "number" || typeof other === "number") {
    const [left, right] = [readDecimal(value), readDecimal(other)];
    return left !== null && right !== null ? compareDecimals(left, right) : Number.NaN;
  }
  if (typeof value === "object") return Number.NaN;
  return compareCodePoints(folded(value), folded(other));
}

const folded = (value: Value): string => fold(asText(value));
