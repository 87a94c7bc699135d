import type Holidays from "date-holidays";
import type { HolidaysTypes } from "date-holidays";
import { loadLibrary } from "./library.ts";

/** The workspace names a country whose holidays nobody knows. */
export class UnknownCountryError extends RangeError {
  override readonly name = "UnknownCountryError";

  constructor(country: string) {
    super(`No public holidays are known for the country ${country}`);
  }
}

/**
 * The days "YYYY-MM-DD" on which a whole country is closed by law: its public holidays with their substitute
 * days, each day of those that last several. Not those of a region, and none that begin only at noon.
 *
 * @param country ISO 3166-1 code of two letters: "ES", "RO". Throws an UnknownCountryError for any other.
 */
export async function publicHolidays(country: string, years: Iterable<number>): Promise<ReadonlySet<string>> {
  const calendar = await calendarOf(country);
  const wanted = new Set(years);
  // A holiday that begins in the old year may last into the new one.
  const begun = new Set([...wanted].flatMap((year) => [year - 1, year]));
  const days = [...begun].flatMap((year) => daysBegunIn(year, calendar));
  return new Set(days.filter((day) => wanted.has(Number(day.slice(0, 4)))));
}

/** The countries whose holidays are known, as ISO 3166-1 codes of two letters. */
export async function holidayCountries(): Promise<readonly string[]> {
  const Library = await loadLibrary();
  return Object.keys(new Library().getCountries());
}

/** A country's rules, and the days that they gave for each year asked so far. */
interface CountryCalendar {
  readonly rules: Holidays;
  readonly daysByYear: Map<number, readonly string[]>;
}

const calendars = new Map<string, CountryCalendar>();

async function calendarOf(country: string): Promise<CountryCalendar> {
  const known = calendars.get(country);
  if (known) return known;

  if (!(await holidayCountries()).includes(country)) throw new UnknownCountryError(country);
  const Library = await loadLibrary();
  const calendar = { rules: new Library(country), daysByYear: new Map<number, readonly string[]>() };
  calendars.set(country, calendar);
  return calendar;
}

function daysBegunIn(year: number, { rules, daysByYear }: CountryCalendar): readonly string[] {
  const known = daysByYear.get(year);
  if (known) return known;

  const days = rules
    .getHolidays(year)
    .filter((holiday) => holiday.type === "public")
    .flatMap(daysOf);
  daysByYear.set(year, days);
  return days;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Each whole day from the first. The clock change may take an hour of one; half days at either end do not count. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  const [first, time] = date.split(" ");
  if (!first || time !== "00:00:00") return [];

  const length = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
  return Array.from({ length }, (_, index) => Temporal.PlainDate.from(first).add({ days: index }).toString());
}
