import { comparesDays } from "../evaluate/time.ts";
import type { DurationOperand, TimeOperand } from "../operand.ts";
import type { Comparison } from "../operators.ts";
import { dayEnd, dayNumber, dayOf, dayStart, dayText } from "./day.ts";
import type { TimeLiteral } from "./literal.ts";
import { fromMicroseconds, printMicroseconds, toMicroseconds } from "./microseconds.ts";
import { datesAtMost, momentsAtMost } from "./moments-at-most.ts";
import { complement, type MomentRange, notBefore, type Range } from "./range.ts";
import { type Present, resolveTime } from "./resolve.ts";
import { negative } from "./shift.ts";

/** A comparison of a date or datetime field with the clock or with fixed moments. */
export interface TimeCondition {
  readonly operator: Comparison;
  readonly operand: TimeOperand | DurationOperand;
  /** The field is a `date`. */
  readonly wholeDay: boolean;
}

/** Values of a field, both ends in: days for a `date`, ISO instants for a `datetime`; null is open. */
export interface ValueRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** The values for which a time condition holds at present: what SQL looks for. Empty when there are none. */
export function valueRanges(condition: TimeCondition, present: Present): readonly ValueRange[] {
  const { operand, wholeDay } = condition;
  if (operand.kind === "duration") return ageRanges(condition, operand, present);
  const moments = momentRanges(condition, operand, present);
  return wholeDay
    ? moments.flatMap((range) => daysWithin(range, present.calendar.timeZone))
    : moments.map((range) => printed(range, printMicroseconds));
}

const printed = <T extends bigint | number>(
  { from, to }: Range<T>,
  print: (value: T) => string,
): ValueRange => ({
  from: from === null ? null : print(from),
  to: to === null ? null : print(to),
});

function momentRanges(
  { operator, wholeDay }: TimeCondition,
  { times }: TimeOperand,
  present: Present,
): readonly MomentRange[] {
  const { timeZone } = present.calendar;
  const bounds = times.map((literal) => resolveTime(literal, present));
  const [first, second] = bounds.map((instant) => instant && toMicroseconds(instant));
  switch (operator) {
    case "is":
    case "in":
      return times.flatMap((literal) => equalTo(literal, comparesDays(wholeDay, literal), present));
    case "on":
      return times.slice(0, 1).flatMap((literal) => equalTo(literal, true, present));
    default:
      break;
  }
  if (first === null || first === undefined) return [];
  switch (operator) {
    case "before":
    case "lt":
      return [{ from: null, to: first - 1n }];
    case "lte":
      return [{ from: null, to: first }];
    case "after":
    case "gt":
      return [{ from: first + 1n, to: null }];
    case "gte":
      return [{ from: first, to: null }];
    case "between":
      return second === null || second === undefined || second < first ? [] : [{ from: first, to: second }];
    default:
      throw new RangeError(`${operator} is no comparison of moments in ${timeZone}`);
  }
}

function equalTo(literal: TimeLiteral, wholeDays: boolean, present: Present): MomentRange[] {
  const instant = resolveTime(literal, present);
  if (instant === null) return [];
  if (!wholeDays) return [{ from: toMicroseconds(instant), to: toMicroseconds(instant) }];
  const { timeZone } = present.calendar;
  const day = dayOf(instant, timeZone);
  return [{ from: dayStart(day, timeZone), to: dayEnd(day, timeZone) }];
}

/** The days whose 00:00 is in the range. Two days begin together where a zone skipped one. */
function daysWithin({ from, to }: MomentRange, timeZone: string): ValueRange[] {
  const first = from === null ? null : firstDayFrom(from, timeZone);
  const last = to === null ? null : firstDayFrom(to + 1n, timeZone) - 1;
  if (first !== null && first > (last ?? LAST_DAY_NUMBER)) return [];
  return [printed({ from: first, to: last }, dayText)];
}

const LAST_DAY_NUMBER = dayNumber("9999-12-31");

/** The first day that begins at that moment or later; the one after the last day when there is none. */
function firstDayFrom(moment: bigint, timeZone: string): number {
  let day = dayNumber(dayOf(fromMicroseconds(moment), timeZone)) - 2;
  while (day <= LAST_DAY_NUMBER && dayStart(dayText(day), timeZone) < moment) day++;
  return day;
}

/** Older: ripe by now. Newer: not ripe yet. Within next: its beginning has come, and the moment itself has not passed. */
function ageRanges(
  { operator, wholeDay }: TimeCondition,
  { duration }: DurationOperand,
  { now, calendar }: Present,
): readonly ValueRange[] {
  const present = toMicroseconds(now);
  const within = operator === "within_next";
  const by = within ? negative(duration) : duration;
  if (wholeDay) {
    const ripe = datesAtMost(present, by, calendar);
    const days = operator === "newer_than" ? complement(ripe, 1) : ripe;
    const from = within ? firstDayFrom(present, calendar.timeZone) : null;
    return days.flatMap((range) => notBefore(range, from)).map((range) => printed(range, dayText));
  }
  const ripe = momentsAtMost(present, by, calendar);
  const moments = operator === "newer_than" ? complement(ripe, 1n) : ripe;
  const from = within ? present : null;
  return moments.flatMap((range) => notBefore(range, from)).map((range) => printed(range, printMicroseconds));
}
