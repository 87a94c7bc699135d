import { addWorkingTime } from "./business-hours.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { addMonths, DAY, dayOfWall, HOUR, MINUTE, timeOfWall } from "./civil.ts";
import { countsDays, type DayDuration, type DayUnit, type Duration } from "./duration.ts";
import { addWorkdays } from "./workday.ts";
import { elapse, epochAt, wallAt } from "./zone.ts";

/** The business calendar has no working day within five years, so business days and hours lead nowhere. */
export class NoWorkingTimeError extends RangeError {
  override readonly name = "NoWorkingTimeError";

  constructor() {
    super("The business calendar has no working day in five years");
  }
}

/**
 * The instant a duration later (earlier when it is negative).
 *
 * - m, h: elapsed time.
 * - d, w, mo, y: calendar time in `calendar.timeZone`. The wall-clock hour is kept across DST, month ends clamp,
 *   a skipped wall time moves forward by the gap, a doubled one means the first.
 * - bd: working days, wall time kept, counted from a working day (from a closed day: the next one forwards, the
 *   previous one backwards). 0bd leaves an open day alone and leads from a closed one to the next open one.
 * - bh: elapsed time within the hours of working days. 0bh leads from closed hours to the next opening.
 *
 * Throws a NoWorkingTimeError for bd and bh when the calendar never opens.
 */
export function addDuration(
  instant: Temporal.Instant,
  duration: Duration,
  calendar: BusinessCalendar,
): Temporal.Instant {
  const moved = tryAddDuration(instant, duration, calendar);
  if (moved === null) throw new NoWorkingTimeError();
  return moved;
}

/** As addDuration, with null instead of the error. */
export function tryAddDuration(
  instant: Temporal.Instant,
  duration: Duration,
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  const epoch = instant.epochMilliseconds;
  const moved = addToEpoch(epoch, duration, calendar);
  return moved === null ? null : elapse(instant, moved - epoch);
}

function addToEpoch(epoch: number, duration: Duration, calendar: BusinessCalendar): number | null {
  if (countsDays(duration)) return addOnTheWall(epoch, duration, calendar);
  if (duration.unit === "bh") return addWorkingTime(epoch, duration.amount * HOUR, calendar);
  return epoch + duration.amount * (duration.unit === "h" ? HOUR : MINUTE);
}

function addOnTheWall(epoch: number, duration: DayDuration, calendar: BusinessCalendar): number | null {
  const wall = wallAt(calendar.timeZone, epoch);
  const day = dayOfWall(wall);
  const target = addDays(day, duration, calendar);
  if (target === null) return null;
  // An instant in the second pass of a doubled hour stays where it is when the day does.
  return target === day ? epoch : epochAt(calendar.timeZone, target * DAY + timeOfWall(wall));
}

type AddDays = (day: number, amount: number, calendar: BusinessCalendar) => number | null;

const ADD_DAYS: Readonly<Record<DayUnit, AddDays>> = {
  d: (day, amount) => day + amount,
  w: (day, amount) => day + amount * 7,
  mo: addMonths,
  y: (day, amount) => addMonths(day, amount * 12),
  bd: addWorkdays,
};

/** Moves a day's number; null when bd finds no working day. */
export const addDays = (
  day: number,
  { amount, unit }: DayDuration,
  calendar: BusinessCalendar,
): number | null => ADD_DAYS[unit](day, amount, calendar);
