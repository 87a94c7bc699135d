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
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
};

export const addToDate = (date: string, days: number): string => dayText(dayNumber(date) + days);

/**
 * The calendar day of a moment: from that day's start to the next one's. Where a clock goes back over midnight
 * the wall shows the same date twice with another between; a day is still one stretch of time.
 */
export function dayOf(instant: Temporal.Instant, timeZone: string): string {
  const date = localDate(instant, timeZone);
  const next = addToDate(date, 1);
  return Temporal.Instant.compare(instant, startOfDay(next, timeZone)) >= 0 ? next : date;
}

/** The first moment of a day, in microseconds. */
export const dayStart = (date: string, timeZone: string): bigint =>
  toMicroseconds(startOfDay(date, timeZone));
