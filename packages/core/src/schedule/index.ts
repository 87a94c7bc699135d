/**
 * When things happen: durations, windows, business calendars, quiet hours. Instants are Temporal.Instant, dates
 * are "YYYY-MM-DD", wall-clock times are "HH:MM" or "HH:MM:SS" (checked when saved; a RangeError otherwise);
 * searches give up after five years. Nothing here looks at a clock.
 */
export { addDuration, NoWorkingTimeError } from "./add.ts";
export { type BusinessCalendar, type Weekday, WEEKDAYS } from "./calendar.ts";
export { capPeriod, type CapPeriod, type CapUnit } from "./cap-period.ts";
export { atWallTime, localDate, startOfDay } from "./day.ts";
export { type Deferral, type DeferralReason, deferToAllowed, type Limits } from "./defer.ts";
export { type Delay, dueAfterWait, lateAfter } from "./due.ts";
export {
  countsDays,
  DAY_UNITS,
  type DayUnit,
  type Duration,
  DURATION_UNITS,
  type DurationUnit,
  formatDuration,
  parseDuration,
} from "./duration.ts";
export { type DateMoment, moment } from "./moment.ts";
export { type Absence, isAbsent, nextWorkingMoment, type Person } from "./person.ts";
export { type QuietHours, quietUntil } from "./quiet-hours.ts";
export { parseWallTime } from "./wall-time.ts";
export { nextAllowed, type Window, type WindowDays } from "./window.ts";
export { isWorkday } from "./workday.ts";
