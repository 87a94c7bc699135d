import { hoursOf } from "./business-hours.ts";
import type { BusinessCalendar, Weekday } from "./calendar.ts";
import { dayOfWall, weekdayOf } from "./civil.ts";
import { instantAt } from "./day.ts";
import { wallTime } from "./wall-time.ts";
import { isWorkdayNumber, SEARCH_DAYS } from "./workday.ts";
import { wallAt } from "./zone.ts";

/**
 * When a step may run, in the calendar's zone.
 *
 * - `days`: `workday` = the business calendar's weekdays without its holidays, `weekend` = Saturday and Sunday.
 * - `from`: not before that hour; `to`: the daily window has ended at that hour ("18:00:00" is outside). When
 *   `to` is not after `from` the window goes on past midnight, and belongs to the day on which it begins: with
 *   workdays from 20:00 to 08:00, Saturday 03:00 is still Friday's.
 * - `at`: exactly that hour; `from` and `to` then only matter to what was put off.
 */
export interface Window {
  readonly days?: WindowDays | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly at?: string | undefined;
}

export type WindowDays = "any" | "workday" | "weekend" | readonly Weekday[];

/**
 * The first instant, not before the given one, that days, from and to allow; a day that it pushes to begins at
 * `from` (00:00 without one). `at` plays no part: it names the due moment (dueAfterWait), and what quiet hours,
 * a cap or an absence put off need not meet it again. Null when there is none within five years.
 */
export function nextAllowed(
  instant: Temporal.Instant,
  window: Window,
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  const epoch = instant.epochMilliseconds;
  const opening = firstOpening(epoch, window, calendar);
  if (opening === null) return null;
  return opening === epoch ? instant : Temporal.Instant.fromEpochMilliseconds(opening);
}

/** The window's `at` on the first allowed day, from `day` on, on which it is not before `notBefore`. */
export function firstAt(
  window: Window & { at: string },
  { day, notBefore }: { day: number; notBefore: Temporal.Instant },
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  const time = wallTime(window.at);
  for (let candidate = day; candidate <= day + SEARCH_DAYS; candidate++) {
    if (!allowsDay(window.days, candidate, calendar)) continue;

    const instant = instantAt(candidate, time, calendar.timeZone);
    if (Temporal.Instant.compare(instant, notBefore) >= 0) return instant;
  }
  return null;
}

function firstOpening(epoch: number, window: Window, calendar: BusinessCalendar): number | null {
  const hours = { from: window.from ?? "00:00", to: window.to ?? "24:00" };
  const today = dayOfWall(wallAt(calendar.timeZone, epoch));

  // Yesterday's window may still be open when it goes on past midnight.
  for (let day = today - 1; day <= today + SEARCH_DAYS; day++) {
    if (!allowsDay(window.days, day, calendar)) continue;

    const open = hoursOf(day, hours, calendar.timeZone);
    const start = Math.max(open.from, epoch);
    if (start < open.to) return start;
  }
  return null;
}

function allowsDay(days: WindowDays | undefined, day: number, calendar: BusinessCalendar): boolean {
  switch (days) {
    case undefined:
    case "any":
      return true;
    case "workday":
      return isWorkdayNumber(day, calendar);
    case "weekend":
      return ["sat", "sun"].includes(weekdayOf(day));
    default:
      return days.includes(weekdayOf(day));
  }
}
