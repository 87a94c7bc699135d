import { WEEKDAYS } from "../schedule/calendar.ts";
import { civilFromDay, dayFromCivil, daysInMonth } from "../schedule/civil.ts";
import type { Rule } from "./rule.ts";
import { startOfWeek, startOfWeekYear, weekOfYear } from "./week.ts";

/** How a frequency cuts the calendar: consecutive periods with consecutive numbers, each of whole days. */
export interface Periods {
  readonly numberOf: (day: number) => number;
  readonly daysOf: (number: number) => DayRange;
}

/** Day numbers, both included. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

const YEARS: Periods = {
  numberOf: (day) => civilFromDay(day).year,
  daysOf: (year) => ({ first: dayFromCivil(year, 1, 1), last: dayFromCivil(year, 12, 31) }),
};

const MONTHS: Periods = {
  numberOf: (day) => {
    const { year, month } = civilFromDay(day);
    return year * 12 + month - 1;
  },
  daysOf: (number) => {
    const [year, month] = [Math.floor(number / 12), (((number % 12) + 12) % 12) + 1];
    const first = dayFromCivil(year, month, 1);
    return { first, last: first + daysInMonth(year, month) - 1 };
  },
};

const DAYS: Periods = {
  numberOf: (day) => day,
  daysOf: (day) => ({ first: day, last: day }),
};

const weeks = (weekStart: number): Periods => ({
  // Day 4 was a Monday.
  numberOf: (day) => (startOfWeek(day, weekStart) - 4 - weekStart) / 7,
  daysOf: (number) => ({ first: number * 7 + 4 + weekStart, last: number * 7 + 10 + weekStart }),
});

/** Years of whole weeks, which BYWEEKNO counts: 30 December 2024 lies in week 1 of 2025. */
const weekYears = (weekStart: number): Periods => ({
  numberOf: (day) => weekOfYear(day, weekStart).year,
  daysOf: (year) => ({
    first: startOfWeekYear(year, weekStart),
    last: startOfWeekYear(year + 1, weekStart) - 1,
  }),
});

/** The periods that INTERVAL counts; null for the frequencies below a day. */
export function periodsOf({ frequency, weekStart, byWeekNumber }: Rule): Periods | null {
  const firstWeekday = WEEKDAYS.indexOf(weekStart);
  switch (frequency) {
    case "YEARLY":
      return byWeekNumber.length > 0 ? weekYears(firstWeekday) : YEARS;
    case "MONTHLY":
      return MONTHS;
    case "WEEKLY":
      return weeks(firstWeekday);
    case "DAILY":
      return DAYS;
    default:
      return null;
  }
}
