import { addWorkingTime } from "./business-hours.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { addMonths, DAY, dayOfWall, HOUR, MINUTE, timeOfWall } from "./civil.ts";
import type { Duration } from "./duration.ts";
import { addWorkdays } from "./workday.ts";
import { elapse, epochAt, wallAt } from "./zone.ts";

/** The business calendar has no working day within five years, so business days and hours lead nowhere. */
export class NoWorkingTimeError extends RangeError {
  override readonly name = "NoWorkingTimeError";
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
  if (moved === null) throw new NoWorkingTimeError("The business calendar has no working day in five years");
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

function addToEpoch(epoch: number, { amount, unit }: Duration, calendar: BusinessCalendar): number | null {
  switch (unit) {
    case "m":
      return epoch + amount * MINUTE;
    case "h":
      return epoch + amount * HOUR;
    case "bh":
      return addWorkingTime(epoch, amount * HOUR, calendar);
    case "d":
    case "w":
    case "mo":
    case "y":
    case "bd": {
      const wall = wallAt(calendar.timeZone, epoch);
      const day = dayOfWall(wall);
      const target = addDays(day, { amount, unit }, calendar);
      if (target === null) return null;
      // An instant in the second pass of a doubled hour stays where it is when the day does.
      return target === day ? epoch : epochAt(calendar.timeZone, target * DAY + timeOfWall(wall));
    }
  }
}

/** Moves a day's number by a unit that counts days; null when bd finds no working day. */
export function addDays(day: number, { amount, unit }: Duration, calendar: BusinessCalendar): number | null {
  switch (unit) {
    case "d":
      return day + amount;
    case "w":
      return day + amount * 7;
    case "mo":
      return addMonths(day, amount);
    case "y":
      return addMonths(day, amount * 12);
    case "bd":
      return addWorkdays(day, amount, calendar);
    case "m":
    case "h":
    case "bh":
      throw new RangeError(`${unit} does not count days`);
  }
}
