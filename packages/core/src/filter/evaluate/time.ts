import type { DurationOperand, TimeOperand } from "../operand.ts";
import type { Comparison } from "../operators.ts";
import { dayEnd, dayOf, dayStart } from "../time/day.ts";
import { namesDay, type TimeLiteral } from "../time/literal.ts";
import { toMicroseconds } from "../time/microseconds.ts";
import { type Present, resolveTime } from "../time/resolve.ts";
import { negative, shift } from "../time/shift.ts";

/** A date or datetime as a condition sees it: a moment, and whether it is a whole day. */
export interface Moment {
  readonly instant: Temporal.Instant;
  readonly wholeDay: boolean;
}

/** Judges a moment against others. A day stands for its 00:00, except where whole days are compared. */
export function judgeTime(
  operator: Comparison,
  moment: Moment,
  { operand, present }: { readonly operand: TimeOperand; readonly present: Present },
): boolean {
  const [first, second] = operand.times;
  const order = (literal: TimeLiteral | undefined): number => compareWith(moment, literal, present);
  switch (operator) {
    case "is":
    case "in":
      return operand.times.some((time) =>
        comparesDays(moment.wholeDay, time) ? onSameDay(moment, time, present) : order(time) === 0,
      );
    case "on":
      return first !== undefined && onSameDay(moment, first, present);
    case "before":
    case "lt":
      return order(first) < 0;
    case "after":
    case "gt":
      return order(first) > 0;
    case "lte":
      return order(first) <= 0;
    case "gte":
      return order(first) >= 0;
    case "between":
      return order(first) >= 0 && order(second) <= 0;
    default:
      return false;
  }
}

/** `is` asks for the day where either side is one; between two moments it asks for the very moment. */
export const comparesDays = (wholeDay: boolean, literal: TimeLiteral): boolean =>
  wholeDay || namesDay(literal);

/** NaN, which fails every comparison, when the literal never comes. */
function compareWith(moment: Moment, literal: TimeLiteral | undefined, present: Present): number {
  const instant = literal ? resolveTime(literal, present) : null;
  return instant === null ? Number.NaN : Temporal.Instant.compare(moment.instant, instant);
}

function onSameDay(moment: Moment, literal: TimeLiteral, present: Present): boolean {
  const instant = resolveTime(literal, present);
  if (instant === null) return false;
  const { timeZone } = present.calendar;
  const day = dayOf(instant, timeZone);
  const microseconds = toMicroseconds(moment.instant);
  return dayStart(day, timeZone) <= microseconds && microseconds <= dayEnd(day, timeZone);
}

/**
 * Judges a moment's age. `older_than 3d` holds from the moment + 3d on, `newer_than 3d` until just before;
 * `within_next 3d` from the moment - 3d up to the moment itself.
 */
export function judgeAge(
  operator: Comparison,
  instant: Temporal.Instant,
  { operand, present }: { readonly operand: DurationOperand; readonly present: Present },
): boolean {
  const { now, calendar } = present;
  if (operator === "within_next") {
    const begins = shift(instant, negative(operand.duration), calendar);
    return (
      begins !== null &&
      Temporal.Instant.compare(begins, now) <= 0 &&
      toMicroseconds(now) <= toMicroseconds(instant)
    );
  }
  const ripe = shift(instant, operand.duration, calendar);
  const old = ripe !== null && Temporal.Instant.compare(ripe, now) <= 0;
  return operator === "older_than" ? old : operator === "newer_than" && !old;
}
