import { weekdayIndex } from "./civil.ts";
import { instantAt, localDay } from "./day.ts";

export type CapUnit = "day" | "week";

/** A stretch of time [start, end) in which a frequency cap counts. */
export interface CapPeriod {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** The calendar day, or the week from Monday 00:00, in which the instant lies on the workspace's wall clock. */
export function capPeriod(instant: Temporal.Instant, unit: CapUnit, timeZone: string): CapPeriod {
  const today = localDay(instant, timeZone);
  const first = unit === "day" ? today : today - weekdayIndex(today);
  const length = unit === "day" ? 1 : 7;
  return { start: instantAt(first, 0, timeZone), end: instantAt(first + length, 0, timeZone) };
}
