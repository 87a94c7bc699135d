import { asText, type RecordView } from "../../model/index.ts";
import type { BusinessCalendar, Duration } from "../../schedule/index.ts";
import type { EvaluationContext } from "../context.ts";
import { isWholeDay } from "../evaluate/compare.ts";
import { momentOf } from "../evaluate/moment.ts";
import { comparesDays } from "../evaluate/time.ts";
import { isEmpty, readSource } from "../evaluate/walk.ts";
import type { ConditionNode } from "../nodes/index.ts";
import type { Operator } from "../operators.ts";
import { dayEnd, dayOf, dayStart, dayText } from "../time/day.ts";
import { daysAtMost } from "../time/days-at-most.ts";
import type { TimeLiteral } from "../time/literal.ts";
import { fromMicroseconds, toMicroseconds } from "../time/microseconds.ts";
import { momentsAtMost } from "../time/moments-at-most.ts";
import type { MomentRange } from "../time/range.ts";
import { resolveToday } from "../time/resolve.ts";
import { negative, shift } from "../time/shift.ts";
import { isTimeCondition } from "../time/time-condition.ts";
import { clockFlips } from "./clock-flips.ts";

/**
 * The moments at which time alone may change one condition's truth for a record: all that lie ahead for a field,
 * those of the next days where the condition follows the clock itself.
 */
export function conditionFlips(
  condition: ConditionNode,
  record: RecordView,
  context: EvaluationContext,
): readonly bigint[] {
  const { source, operator, operand } = condition;
  if (!isTimeCondition(condition)) return [];
  if (source.kind === "now") return clockFlips(condition, context);

  const { calendar } = context;
  const value = readSource(source, record, context);
  const instant = isEmpty(value) ? null : momentOf(asText(value), calendar.timeZone);
  if (instant === null || isBeyondPlanning(instant)) return [];
  const moment = toMicroseconds(instant);
  if (operand.kind === "duration") return ageFlips(moment, operand.duration, { operator, calendar });
  if (operand.kind !== "times") return [];
  return operand.times.flatMap((literal) => {
    const days = asksForDay(operator, isWholeDay(source), literal);
    const bounds = days ? dayBounds(instant, calendar.timeZone) : [moment - 1n, moment];
    return bounds.flatMap((bound) => literalFlips(literal, bound, calendar));
  });
}

/** "Never" is often written as the year 9999: no literal leads there, and there are no calendars for it. */
const isBeyondPlanning = (instant: Temporal.Instant): boolean =>
  Math.abs(instant.epochMilliseconds) > 200_000_000_000_000;

/** Whether the condition compares whole days with that literal. */
export function asksForDay(operator: Operator, wholeDay: boolean, literal: TimeLiteral): boolean {
  if (operator === "on") return true;
  const equality = operator === "is" || operator === "is_not" || operator === "in" || operator === "not_in";
  return equality && comparesDays(wholeDay, literal);
}

function ageFlips(
  moment: bigint,
  duration: Duration,
  { operator, calendar }: { readonly operator: Operator; readonly calendar: BusinessCalendar },
): bigint[] {
  const within = operator === "within_next";
  const reached = shift(fromMicroseconds(moment), within ? negative(duration) : duration, calendar);
  if (reached === null) return [];
  return within ? [toMicroseconds(reached), moment + 1n] : [toMicroseconds(reached)];
}

/** The last moments before a day and of it: a literal is on that day when it passed the first and not the second. */
function dayBounds(instant: Temporal.Instant, timeZone: string): bigint[] {
  const day = dayOf(instant, timeZone);
  return [dayStart(day, timeZone) - 1n, dayEnd(day, timeZone)];
}

/** The moments at which a literal that moves with the clock passes `bound`. */
function literalFlips(literal: TimeLiteral, bound: bigint, calendar: BusinessCalendar): bigint[] {
  if (literal.kind === "now") {
    const ranges = literal.shift
      ? momentsAtMost(bound, literal.shift, calendar)
      : [{ from: null, to: bound }];
    return edges(ranges);
  }
  if (literal.kind !== "today") return [];

  const { timeZone } = calendar;
  const limit = fromMicroseconds(bound);
  const back = literal.shift ? shift(limit, negative(literal.shift), calendar) : limit;
  if (back === null) return [];
  const mapping = (date: string) => resolveToday(literal, date, calendar);
  const days = daysAtMost(mapping, limit, { near: dayOf(back, timeZone), timeZone });
  return days.flatMap(({ from, to }) => [
    ...(from === null ? [] : [dayStart(dayText(from), timeZone)]),
    ...(to === null ? [] : [dayStart(dayText(to + 1), timeZone)]),
  ]);
}

const edges = (ranges: readonly MomentRange[]): bigint[] =>
  ranges.flatMap(({ from, to }) => [...(from === null ? [] : [from]), ...(to === null ? [] : [to + 1n])]);
