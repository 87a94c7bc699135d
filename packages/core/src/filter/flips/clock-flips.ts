import { atWallTime } from "../../schedule/index.ts";
import type { ConditionNode } from "../nodes/index.ts";
import type { ClockOperand } from "../operand.ts";
import { addToDate, dayEnd, dayOf, dayStart } from "../time/day.ts";
import { toMicroseconds } from "../time/microseconds.ts";
import { changesBetween } from "../time/moments-at-most.ts";
import { type Present, resolveTime } from "../time/resolve.ts";
import type { TimeLiteral } from "../time/literal.ts";

/** A week and a day: each weekday begins within it. */
const DAYS_AHEAD = 8;

/** The moments of the next days at which a condition on `now` may change: midnights, hours, changes of the clock. */
export function clockFlips({ operand }: ConditionNode, present: Present): bigint[] {
  const { timeZone } = present.calendar;
  const today = dayOf(present.now, timeZone);
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, index) => addToDate(today, index));
  const midnights = days.map((day) => dayStart(day, timeZone));
  switch (operand.kind) {
    case "weekdays":
      return midnights;
    case "clock":
      return [...days.flatMap((day) => clockEdges(day, operand, timeZone)), ...changes(midnights, timeZone)];
    case "times":
      return [...midnights, ...operand.times.flatMap((literal) => literalEdges(literal, days, present))];
    default:
      return [];
  }
}

const changes = (midnights: readonly bigint[], timeZone: string): bigint[] =>
  changesBetween(midnights[0] ?? 0n, midnights.at(-1) ?? 0n, timeZone).map((change) =>
    toMicroseconds(change.toInstant()),
  );

/** Both passes of an hour that occurs twice are edges; where it is skipped, the change itself is one. */
function clockEdges(day: string, { from, to }: ClockOperand, timeZone: string): bigint[] {
  return [from, to].flatMap((seconds) => {
    const first = atWallTime(day, clockText(seconds), timeZone);
    const wall = first.toZonedDateTimeISO(timeZone).toPlainDateTime();
    const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" }).toInstant();
    return [toMicroseconds(first), toMicroseconds(later)];
  });
}

/** Seconds from 00:00 as "HH:MM:SS". */
export const clockText = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** A literal that names an hour of each day (`today+9h`) is met anew every day. */
function literalEdges(literal: TimeLiteral, days: readonly string[], present: Present): bigint[] {
  const { calendar } = present;
  return days.flatMap((day) => {
    const now = literal.kind === "today" ? atWallTime(day, "12:00", calendar.timeZone) : present.now;
    const instant = resolveTime(literal, { now, calendar });
    if (instant === null) return [];
    const met = dayOf(instant, calendar.timeZone);
    const moment = toMicroseconds(instant);
    return [moment, moment + 1n, dayStart(met, calendar.timeZone), dayEnd(met, calendar.timeZone) + 1n];
  });
}
