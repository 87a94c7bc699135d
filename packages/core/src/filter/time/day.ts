import { localDate, startOfDay } from "../../schedule/index.ts";
import { toMicroseconds } from "./microseconds.ts";

const MILLISECONDS_PER_DAY = 86_400_000;

/** "YYYY-MM-DD" of a day's number (days since 1970-01-01). */
export const dayText = (day: number): string =>
  new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);

/** The number of the day "YYYY-MM-DD" (days since 1970-01-01). */
export const dayNumber = (date: string): number => Math.floor(Date.parse(date) / MILLISECONDS_PER_DAY);

/** Whether the text is a day that exists. */
export const isDate = (text: string): boolean => {
  // There is no year 0: the day before 0001-01-01 was in 1 BC, which the database writes otherwise.
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < "0001-01-02") return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
};

const LAST_DAY = "9999-12-31";

/** The last day that can be written is also the last that can be reached: it often means "never". */
export function addToDate(date: string, days: number): string {
  const moved = dayText(dayNumber(date) + days);
  return moved.startsWith("+") ? LAST_DAY : moved;
}

/**
 * The calendar day of a moment: from that day's start to the next one's. Where a clock goes back over midnight
 * the wall shows the same date twice with another between; a day is still one stretch of time.
 */
export function dayOf(instant: Temporal.Instant, timeZone: string): string {
  const date = localDate(instant, timeZone);
  if (date.startsWith("+")) return LAST_DAY;
  return toMicroseconds(instant) > dayEnd(date, timeZone) ? addToDate(date, 1) : date;
}

/** The first moment of a day, in microseconds. */
export const dayStart = (date: string, timeZone: string): bigint =>
  toMicroseconds(startOfDay(date, timeZone));

/** The last moment of a day, in microseconds. */
export const dayEnd = (date: string, timeZone: string): bigint =>
  date === LAST_DAY
    ? dayStart(date, timeZone) + 86_400_000_000n - 1n
    : dayStart(addToDate(date, 1), timeZone) - 1n;
