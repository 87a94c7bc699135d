import type { BusinessCalendar } from "./calendar.ts";
import { DAY, dayOfWall } from "./civil.ts";
import { epochOn } from "./day.ts";
import { wallTime } from "./wall-time.ts";
import { nearestWorkday } from "./workday.ts";
import { wallAt } from "./zone.ts";

/** Epoch milliseconds [from, to). */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The hours that begin on that day. When `to` is not after `from` they end on the next one (a night shift). */
export function hoursOf(day: number, hours: { from: string; to: string }, timeZone: string): Interval {
  const [from, to] = [wallTime(hours.from), wallTime(hours.to)];
  return {
    from: epochOn(day, from, timeZone),
    to: epochOn(day, to <= from ? to + DAY : to, timeZone),
  };
}

/**
 * The instant after so many milliseconds of working time, or before it when negative. A span that fits the hours
 * to the last millisecond ends at their end (17:00 + 1bh = 18:00). Zero leads from closed hours to the next
 * opening. Null when the calendar opens on no day.
 */
export function addWorkingTime(
  epoch: number,
  milliseconds: number,
  calendar: BusinessCalendar,
): number | null {
  return milliseconds < 0
    ? workBackwards(epoch, -milliseconds, calendar)
    : workForwards(epoch, milliseconds, calendar);
}

function workForwards(epoch: number, milliseconds: number, calendar: BusinessCalendar): number | null {
  // A night shift of the day before may still be on.
  let day = nearestWorkday(dayOfWall(wallAt(calendar.timeZone, epoch)) - 1, 1, calendar);
  for (let left = milliseconds; day !== null; day = nearestWorkday(day + 1, 1, calendar)) {
    const hours = hoursOf(day, calendar, calendar.timeZone);
    const start = Math.max(hours.from, epoch);
    if (hours.to <= start) continue;

    if (left <= hours.to - start) return start + left;
    left -= hours.to - start;
  }
  return null;
}

function workBackwards(epoch: number, milliseconds: number, calendar: BusinessCalendar): number | null {
  let day = nearestWorkday(dayOfWall(wallAt(calendar.timeZone, epoch)), -1, calendar);
  for (let left = milliseconds; day !== null; day = nearestWorkday(day - 1, -1, calendar)) {
    const hours = hoursOf(day, calendar, calendar.timeZone);
    const end = Math.min(hours.to, epoch);
    if (hours.from >= end) continue;

    if (left <= end - hours.from) return end - left;
    left -= end - hours.from;
  }
  return null;
}
