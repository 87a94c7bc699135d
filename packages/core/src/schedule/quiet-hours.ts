import { hoursOf } from "./business-hours.ts";
import { localDay } from "./day.ts";

/** Wall-clock hours "HH:MM" in which nobody is disturbed; they may go on past midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * The end of the quiet hours in which the instant lies, in the recipient's zone; null when it lies in none.
 * `from` is quiet, `to` no longer is. Equal hours mean that there are no quiet hours.
 */
export function quietUntil(
  instant: Temporal.Instant,
  hours: QuietHours,
  timeZone: string,
): Temporal.Instant | null {
  if (hours.from === hours.to) return null;

  const epoch = instant.epochMilliseconds;
  const today = localDay(instant, timeZone);
  for (const day of [today - 1, today]) {
    const quiet = hoursOf(day, hours, timeZone);
    if (quiet.from <= epoch && epoch < quiet.to) return Temporal.Instant.fromEpochMilliseconds(quiet.to);
  }
  return null;
}
