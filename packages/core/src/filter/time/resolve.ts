import { type BusinessCalendar, type Duration, startOfDay } from "../../schedule/index.ts";
import { dayOf } from "./day.ts";
import { namesDay, type TimeLiteral } from "./literal.ts";
import { fromMicroseconds, toMicroseconds } from "./microseconds.ts";
import { shift } from "./shift.ts";

export interface Present {
  readonly now: Temporal.Instant;
  readonly calendar: BusinessCalendar;
}

/** The moment that a literal means at present; null when business time never leads there. */
export function resolveTime(literal: TimeLiteral, present: Present): Temporal.Instant | null {
  const { timeZone } = present.calendar;
  switch (literal.kind) {
    case "instant":
      return Temporal.Instant.from(literal.instant);
    case "wall":
      return Temporal.PlainDateTime.from(literal.dateTime).toZonedDateTime(timeZone).toInstant();
    case "day":
      return startOfDay(literal.date, timeZone);
    case "now":
      return resolveNow(literal.shift, present);
    case "today":
      return resolveToday(literal, dayOf(present.now, timeZone), present.calendar);
  }
}

function resolveNow(by: Duration | null, { now, calendar }: Present): Temporal.Instant | null {
  const present = fromMicroseconds(toMicroseconds(now));
  return by ? shift(present, by, calendar) : present;
}

/** What `today-3d` means on that day: the start of another day, or (`today+9h`) so long after the start of this one. */
export function resolveToday(
  literal: TimeLiteral & { kind: "today" },
  today: string,
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  const start = startOfDay(today, calendar.timeZone);
  const moved = literal.shift ? shift(start, literal.shift, calendar) : start;
  if (moved === null || !namesDay(literal)) return moved;
  // Where the zone skips midnight the day starts at 01:00, and other days must not inherit that hour.
  return startOfDay(dayOf(moved, calendar.timeZone), calendar.timeZone);
}
