import { addDays, addDuration, NoWorkingTimeError } from "./add.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { dayFromText } from "./civil.ts";
import { instantAt, localDay } from "./day.ts";
import { countsDays, type DayDuration, type Duration } from "./duration.ts";
import { wallTime } from "./wall-time.ts";

/** A date field's value and how far from it: of a `date` trigger, of `wait.until`, of an action's `due`. */
export interface DateMoment {
  /** "YYYY-MM-DD" (means 00:00 in the calendar's zone), an ISO instant, or an instant. */
  readonly value: string | Temporal.Instant;
  readonly offset?: Duration | null | undefined;
  /** "HH:MM": the wall-clock hour of the day that the offset leads to. */
  readonly at?: string | null | undefined;
}

/**
 * The instant that a date, an offset and an hour name. A date stays a date until the hour is known: a zone that
 * skips midnight does not make "one day later" 01:00. `at` belongs to offsets that count days; with m, h or bh
 * (which saving refuses) it sets the hour of the day they lead to.
 *
 * Throws a RangeError for a value that is neither a date nor an instant, and a NoWorkingTimeError as addDuration.
 */
export function moment({ value, offset, at }: DateMoment, calendar: BusinessCalendar): Temporal.Instant {
  const { timeZone } = calendar;
  const date = typeof value === "string" && value.length === 10 ? dayFromText(value) : null;

  if ((!offset || countsDays(offset)) && (date !== null || at)) {
    const day = date ?? localDay(Temporal.Instant.from(value), timeZone);
    return instantAt(shiftDay(day, offset, calendar), at ? wallTime(at) : 0, timeZone);
  }

  const start = date === null ? Temporal.Instant.from(value) : instantAt(date, 0, timeZone);
  const shifted = offset ? addDuration(start, offset, calendar) : start;
  return at ? instantAt(localDay(shifted, timeZone), wallTime(at), timeZone) : shifted;
}

function shiftDay(day: number, offset: DayDuration | null | undefined, calendar: BusinessCalendar): number {
  const shifted = offset ? addDays(day, offset, calendar) : day;
  if (shifted === null) throw new NoWorkingTimeError();
  return shifted;
}
