import {
  type ClockOperand,
  printMicroseconds,
  type TimeCondition,
  type ValueRange,
  valueRanges,
  type WeekdayOperand,
  zoneOffsets,
} from "@cadencia/core/filter";
import { WEEKDAYS } from "@cadencia/core/schedule";
import type { Compiling } from "./compiling.ts";
import { present } from "./present.repo.ts";

/** Compares a date or datetime with the ranges of values for which the condition holds at present. */
export function compileMoment(condition: TimeCondition, value: string, compiling: Compiling): string {
  const ranges = valueRanges(condition, compiling.present);
  if (ranges.length === 0) return "FALSE";
  const type = condition.wholeDay ? "date" : "timestamptz";
  const parts = ranges.map((range) => compileRange(range, value, { type, compiling }));
  return present(value, parts.length === 1 ? parts.join("") : `(${parts.join(" OR ")})`);
}

function compileRange(
  { from, to }: ValueRange,
  value: string,
  { type, compiling }: { readonly type: string; readonly compiling: Compiling },
): string {
  const { parameters } = compiling;
  if (from !== null && from === to) return `${value} = ${parameters.add(forServer(from), type)}`;
  const limits = [
    ...(from === null ? [] : [`${value} >= ${parameters.add(forServer(from), type)}`]),
    ...(to === null ? [] : [`${value} <= ${parameters.add(forServer(to), type)}`]),
  ];
  return limits.length === 0 ? "TRUE" : `(${limits.join(" AND ")})`;
}

/**
 * ISO 8601 writes the year after 9999 as +010000 and the one before 1 as 0000; PostgreSQL reads 10000 and 0001 BC.
 * The last day of 9999 ends there in a zone west of Greenwich.
 */
function forServer(value: string): string {
  const [, year = "", rest = ""] = /^([+-]?\d{4,6})(-.*)$/.exec(value) ?? [];
  const number = Number(year);
  if (number >= 1) return `${String(number).padStart(4, "0")}${rest}`;
  return `${String(1 - number).padStart(4, "0")}${rest} BC`;
}

/** Compares the weekday of a date, or that on the wall at a moment. */
export function compileWeekday(
  { operand, wholeDay }: { readonly operand: WeekdayOperand; readonly wholeDay: boolean },
  value: string,
  compiling: Compiling,
): string {
  const numbers = operand.weekdays.map((weekday) => String(WEEKDAYS.indexOf(weekday) + 1));
  const day = wholeDay ? value : wall(value, compiling);
  const needed = compiling.parameters.add(numbers, "int[]");
  return present(value, `extract(isodow from ${day})::int = ANY(${needed})`);
}

/** Compares the time on the wall; the span may pass midnight. */
export function compileClock(operand: ClockOperand, value: string, compiling: Compiling): string {
  const { parameters } = compiling;
  const time = `extract(epoch from (${wall(value, compiling)})::time)`;
  const [from, to] = [
    parameters.add(String(operand.from), "numeric"),
    parameters.add(String(operand.to), "numeric"),
  ];
  const join = operand.from < operand.to ? "AND" : "OR";
  return present(value, `(${time} >= ${from} ${join} ${time} < ${to})`);
}

/** What the clock on the wall of the workspace's zone shows, by our table of offsets. */
function wall(value: string, { parameters, present: { calendar } }: Compiling): string {
  const { starts, offsets } = zoneOffsets(calendar.timeZone);
  const seconds = parameters.add(offsets.map(String), "int[]");
  const span =
    starts.length === 0
      ? "1"
      : `width_bucket(${value}, ${parameters.add(starts.map(printMicroseconds), "timestamptz[]")}) + 1`;
  return `((${value} AT TIME ZONE 'UTC') + make_interval(secs => (${seconds})[${span}]))`;
}
