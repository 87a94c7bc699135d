import type { BusinessCalendar } from "./calendar.ts";
import { dayFromText, weekdayOf } from "./civil.ts";

/** How many days on a search gives up: nothing that opens at all stays closed for five years. */
export const SEARCH_DAYS = 5 * 366;

/** Whether "YYYY-MM-DD" is one of the calendar's weekdays and no holiday. */
export const isWorkday = (date: string, calendar: BusinessCalendar): boolean =>
  isWorkdayNumber(dayFromText(date), calendar);

export const isWorkdayNumber = (day: number, calendar: BusinessCalendar): boolean =>
  calendar.days.includes(weekdayOf(day)) && !dayNumbers(calendar.holidays).has(day);

const numbersOfHolidays = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

/** The holidays as day numbers, worked out once for each set: writing a date for every look is ten times slower. */
function dayNumbers(holidays: ReadonlySet<string>): ReadonlySet<number> {
  const known = numbersOfHolidays.get(holidays);
  if (known) return known;

  const numbers = new Set([...holidays].map(dayFromText));
  numbersOfHolidays.set(holidays, numbers);
  return numbers;
}

/** The day itself if it is open, else the nearest open one in that direction; null when none opens in five years. */
export function nearestWorkday(day: number, step: 1 | -1, calendar: BusinessCalendar): number | null {
  for (let passed = 0; passed <= SEARCH_DAYS; passed++) {
    const candidate = day + passed * step;
    if (isWorkdayNumber(candidate, calendar)) return candidate;
  }
  return null;
}

/**
 * So many working days on (or back). The count starts on a working day: from a closed day, the next one when it
 * goes forwards, the previous one when it goes backwards. Zero goes forwards.
 */
export function addWorkdays(day: number, amount: number, calendar: BusinessCalendar): number | null {
  const step = amount < 0 ? -1 : 1;
  let reached = nearestWorkday(day, step, calendar);
  for (let left = Math.abs(amount); left > 0 && reached !== null; left--)
    reached = nearestWorkday(reached + step, step, calendar);
  return reached;
}
