import { civilFromDay, dayFromCivil, weekdayIndex } from "../schedule/civil.ts";

/** A week's number in the year to which it belongs (RFC 5545: week 1 is the first with four days in the year). */
export interface WeekOfYear {
  readonly year: number;
  readonly number: number;
  readonly weeksInYear: number;
}

/** The day on which the week of that day begins; weekStart is an index, 0 = Monday. */
export const startOfWeek = (day: number, weekStart: number): number =>
  day - ((weekdayIndex(day) - weekStart + 7) % 7);

/** The first day of week 1: the week in which 4 January lies, which may begin in December. */
export const startOfWeekYear = (year: number, weekStart: number): number =>
  startOfWeek(dayFromCivil(year, 1, 4), weekStart);

export function weekOfYear(day: number, weekStart: number): WeekOfYear {
  // The fourth day of a week lies in the year to which the week belongs.
  const { year } = civilFromDay(startOfWeek(day, weekStart) + 3);
  const start = startOfWeekYear(year, weekStart);
  return {
    year,
    number: Math.floor((day - start) / 7) + 1,
    weeksInYear: (startOfWeekYear(year + 1, weekStart) - start) / 7,
  };
}
