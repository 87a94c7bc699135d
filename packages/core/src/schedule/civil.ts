/**
 * Days as numbers (days since 1970-01-01) and wall-clock times as milliseconds since 1970-01-01T00:00 on the
 * wall, whatever the zone. Schedules are counted with these: about ten times as fast as with Temporal objects.
 */
import { WEEKDAYS, type Weekday } from "./calendar.ts";

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

export const dayOfWall = (wall: number): number => Math.floor(wall / DAY);

export const timeOfWall = (wall: number): number => wall - dayOfWall(wall) * DAY;

/** 0 = Monday … 6 = Sunday. Day 0 was a Thursday. */
export const weekdayIndex = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const weekdayOf = (day: number): Weekday => WEEKDAYS[weekdayIndex(day)]!;

/** "YYYY-MM-DD" to the day's number. Throws a RangeError for a date that does not exist. */
export function dayFromText(date: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (!parts) throw new RangeError(`Not a date (YYYY-MM-DD): ${date}`);

  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month))
    throw new RangeError(`No such day: ${date}`);
  return dayFromCivil(year, month, dayOfMonth);
}

/** The day's number to "YYYY-MM-DD". */
export const dayToText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The number of a day of the proleptic Gregorian calendar; month and day of month count from 1. */
export function dayFromCivil(year: number, month: number, dayOfMonth: number): number {
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

export function civilFromDay(day: number): Civil {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1]!;

/** The same day of the month so many months on; month ends clamp (31 March + 6 = 30 September). */
export function addMonths(day: number, months: number): number {
  const { year, month, dayOfMonth } = civilFromDay(day);
  const monthsFromZero = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(monthsFromZero / 12);
  const targetMonth = monthsFromZero - targetYear * 12 + 1;
  return dayFromCivil(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}
