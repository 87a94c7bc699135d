import {
  addDuration,
  type BusinessCalendar,
  type Duration,
  NoWorkingTimeError,
} from "../../schedule/index.ts";

/** The instant a duration later; null when the business calendar never opens, so that it never comes. */
export function shift(
  instant: Temporal.Instant,
  duration: Duration,
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  try {
    return addDuration(instant, duration, calendar);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}

export const negative = (duration: Duration): Duration => ({
  amount: -duration.amount || 0,
  unit: duration.unit,
});
