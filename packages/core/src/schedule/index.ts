/**
 * When things happen: durations, windows, business calendars, quiet hours. Instants are Temporal.Instant, dates
 * are "YYYY-MM-DD", wall-clock times are "HH:MM" or "HH:MM:SS"; nothing here looks at a clock.
 */
export { addDuration, NoWorkingTimeError } from "./add.ts";
export { type BusinessCalendar, type Weekday, WEEKDAYS } from "./calendar.ts";
export { atWallTime, localDate, startOfDay } from "./day.ts";
export {
  DAY_UNITS,
  type Duration,
  DURATION_UNITS,
  type DurationUnit,
  formatDuration,
  parseDuration,
} from "./duration.ts";
export { parseWallTime } from "./wall-time.ts";
export { isWorkday } from "./workday.ts";
