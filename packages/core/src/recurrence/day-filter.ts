import { WEEKDAYS } from "../schedule/calendar.ts";
import { type Civil, civilFromDay, dayFromCivil, daysInMonth, weekdayOf } from "../schedule/civil.ts";
import type { DayRange } from "./period.ts";
import type { Rule, RuleDay } from "./rule.ts";
import { weekOfYear } from "./week.ts";

/** Whether a day meets the parts of a rule that speak of days: all that it has, each by one of its values. */
export type DayFilter = (day: number) => boolean;

/**
 * RFC 5545 lets each part either expand or limit, by frequency. Picking from all days of a period the ones that
 * meet every part comes to the same, once what the rule leaves open is taken from its start (withDefaults).
 */
export function dayFilter(rule: Rule): DayFilter {
  const filters = [months(rule), monthDays(rule), yearDays(rule), weekNumbers(rule), weekdays(rule)].filter(
    (filter) => filter !== null,
  );
  const [only] = filters;
  if (only && filters.length === 1) return only;
  return (day) => filters.every((filter) => filter(day));
}

/** Counts from the start, or from the end when negative. */
const isOneOf = (positions: ReadonlySet<number>, position: number, size: number): boolean =>
  positions.has(position) || positions.has(position - size - 1);

function months({ byMonth }: Rule): DayFilter | null {
  if (byMonth.length === 0) return null;
  const wanted = new Set(byMonth);
  return (day) => wanted.has(civilFromDay(day).month);
}

function monthDays({ byMonthDay }: Rule): DayFilter | null {
  if (byMonthDay.length === 0) return null;
  const wanted = new Set(byMonthDay);
  return (day) => {
    const { year, month, dayOfMonth } = civilFromDay(day);
    return isOneOf(wanted, dayOfMonth, daysInMonth(year, month));
  };
}

function yearDays({ byYearDay }: Rule): DayFilter | null {
  if (byYearDay.length === 0) return null;
  const wanted = new Set(byYearDay);
  return (day) => {
    const { first, last } = yearOf(civilFromDay(day));
    return isOneOf(wanted, day - first + 1, last - first + 1);
  };
}

function weekNumbers({ byWeekNumber, weekStart }: Rule): DayFilter | null {
  if (byWeekNumber.length === 0) return null;
  const wanted = new Set(byWeekNumber);
  const firstWeekday = WEEKDAYS.indexOf(weekStart);
  return (day) => {
    const week = weekOfYear(day, firstWeekday);
    return isOneOf(wanted, week.number, week.weeksInYear);
  };
}

function weekdays(rule: Rule): DayFilter | null {
  if (rule.byDay.length === 0) return null;
  const rangeOf = ordinalRange(rule);
  return (day) => {
    const weekday = weekdayOf(day);
    return rule.byDay.some((wanted) => wanted.weekday === weekday && hasOrdinal(wanted, day, rangeOf));
  };
}

type RangeOf = (civil: Civil) => DayRange;

function hasOrdinal({ ordinal }: RuleDay, day: number, rangeOf: RangeOf | null): boolean {
  if (ordinal === null || rangeOf === null) return true;

  const { first, last } = rangeOf(civilFromDay(day));
  const found = ordinal > 0 ? Math.floor((day - first) / 7) + 1 : -Math.floor((last - day) / 7) - 1;
  return found === ordinal;
}

/** What "first Monday" counts in: months, or years without BYMONTH. Elsewhere an ordinal has no meaning. */
function ordinalRange({ frequency, byMonth, byWeekNumber }: Rule): RangeOf | null {
  if (frequency === "MONTHLY") return monthOf;
  if (frequency !== "YEARLY" || byWeekNumber.length > 0) return null;
  return byMonth.length > 0 ? monthOf : yearOf;
}

const yearOf: RangeOf = ({ year }) => ({ first: dayFromCivil(year, 1, 1), last: dayFromCivil(year, 12, 31) });

function monthOf({ year, month }: Civil): DayRange {
  const first = dayFromCivil(year, month, 1);
  return { first, last: first + daysInMonth(year, month) - 1 };
}
