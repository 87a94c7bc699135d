import {
  addDuration,
  type BusinessCalendar,
  type Duration,
  NoWorkingTimeError,
} from "@cadencia/core/schedule";

export interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** When a spell that began then has lasted so long; null where the business calendar never opens. */
export const idleMoment = (
  since: Temporal.Instant,
  length: Duration,
  calendar: BusinessCalendar,
): Temporal.Instant | null => {
  try {
    return addDuration(since, length, calendar);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
};

/** Days keep the wall-clock hour, so a later beginning may end up to a day earlier; the rest is the clock's change. */
const SLACK = { hours: 48 };
const MOST_DAYS = 2 ** 17;

/**
 * The beginnings whose moment could lie in the span, somewhat widened. Minutes and hours are counted back exactly;
 * of calendar and business time the days are searched for, since month ends and closed days have no way back.
 */
export const sinceRange = ({ from, to }: Span, length: Duration, calendar: BusinessCalendar): Span => {
  if (length.unit === "m" || length.unit === "h") {
    const elapsed = length.unit === "m" ? { minutes: length.amount } : { hours: length.amount };
    return { from: from.subtract(elapsed), to: to.subtract(elapsed) };
  }
  const isAfter = (since: Temporal.Instant, limit: Temporal.Instant): boolean => {
    const reached = idleMoment(since, length, calendar);
    return reached !== null && Temporal.Instant.compare(reached, limit) > 0;
  };
  const early = firstWhere((days) => !isAfter(daysBefore(from, days), from.subtract(SLACK)));
  const late = firstWhere((days) => !isAfter(daysBefore(to, days), to.add(SLACK)));
  return { from: daysBefore(from, early), to: daysBefore(to, Math.max(0, late - 1)) };
};

const daysBefore = (instant: Temporal.Instant, days: number): Temporal.Instant =>
  instant.subtract({ hours: 24 * days });

/** The smallest number from 0 on for which it holds; it holds for all larger ones. */
const firstWhere = (holds: (count: number) => boolean): number => {
  if (holds(0)) return 0;
  let high = 1;
  while (high < MOST_DAYS && !holds(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
};

const HOUR = 3_600_000;
/** Milliseconds that one of each unit lasts at the least; an hour less for the change of the clock. */
const LEAST: Readonly<Record<Duration["unit"], number>> = {
  m: 60_000,
  h: HOUR,
  bh: HOUR,
  d: 23 * HOUR,
  bd: 23 * HOUR,
  w: (7 * 24 - 1) * HOUR,
  mo: (28 * 24 - 1) * HOUR,
  y: (365 * 24 - 1) * HOUR,
};

/** The least time that can pass until a spell that begins now has lasted so long, in milliseconds. */
export const shortest = ({ amount, unit }: Duration): number => amount * LEAST[unit];
