import { addWorkingTime, type Interval } from "./business-hours.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { DAY, dayFromText } from "./civil.ts";
import { epochOn } from "./day.ts";
import { SEARCH_DAYS } from "./workday.ts";

/** Two days "YYYY-MM-DD", both absent, or two ISO instants (absent from the first until the second). */
export interface Absence {
  readonly from: string;
  readonly to: string;
}

/** Whose hours count: a user's own, or the company's (then without absences). */
export interface Person {
  readonly calendar: BusinessCalendar;
  readonly absences: readonly Absence[];
}

/** The first instant, not before the given one, at which the person works; null when there is none in five years. */
export function nextWorkingMoment(instant: Temporal.Instant, person: Person): Temporal.Instant | null {
  const start = instant.epochMilliseconds;
  const working = nextWorkingEpoch(start, person);
  if (working === null || working > start + SEARCH_DAYS * DAY) return null;
  return working === start ? instant : Temporal.Instant.fromEpochMilliseconds(working);
}

/** Whether one of the absences covers the instant, whatever the hour. */
export const isAbsent = (instant: Temporal.Instant, person: Person): boolean =>
  person.absences.some((absence) => covers(intervalOf(absence, person), instant.epochMilliseconds));

function nextWorkingEpoch(epoch: number, person: Person): number | null {
  const absences = person.absences.map((absence) => intervalOf(absence, person));
  let working = addWorkingTime(epoch, 0, person.calendar);
  while (working !== null) {
    const moment: number = working;
    const absence = absences.find((candidate) => covers(candidate, moment));
    if (!absence) return working;
    working = addWorkingTime(absence.to, 0, person.calendar);
  }
  return null;
}

const covers = (interval: Interval, epoch: number): boolean => interval.from <= epoch && epoch < interval.to;

function intervalOf({ from, to }: Absence, { calendar }: Person): Interval {
  return {
    from: isDate(from) ? epochOn(dayFromText(from), 0, calendar.timeZone) : instantFrom(from),
    to: isDate(to) ? epochOn(dayFromText(to) + 1, 0, calendar.timeZone) : instantFrom(to),
  };
}

const isDate = (text: string): boolean => text.length === 10;

const instantFrom = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
