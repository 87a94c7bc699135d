import { addDuration, tryAddDuration } from "./add.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { localDay } from "./day.ts";
import { countsDays, type Duration } from "./duration.ts";
import { firstAt, nextAllowed, type Window } from "./window.ts";

/** What stands between a step's base and its due moment. */
export interface Delay {
  /** Not negative; null or left out for none. */
  readonly wait?: Duration | null | undefined;
  readonly window?: Window | null | undefined;
}

/**
 * When a step is due: the first instant that its wait and its window allow, never before the base.
 *
 * With `at`, a wait in d, w, mo, y or bd names a day, and the hour of that day may be earlier than base + wait
 * (Tuesday 15:00 + 1d at 09:00 = Wednesday 09:00). After a wait in m, h or bh, `at` is not before base + wait.
 * Null when no instant within five years will do.
 */
export function dueAfterWait(
  base: Temporal.Instant,
  { wait, window }: Delay,
  calendar: BusinessCalendar,
): Temporal.Instant | null {
  const waited = wait ? tryAddDuration(base, wait, calendar) : base;
  if (waited === null || !window) return waited;
  if (!window.at) return nextAllowed(waited, window, calendar);

  const notBefore = wait && countsDays(wait) ? base : waited;
  const day = localDay(waited, calendar.timeZone);
  return firstAt({ ...window, at: window.at }, { day, notBefore }, calendar);
}

/**
 * The last instant at which a step is not yet late: one whose next possible instant lies after it is `late`.
 * Throws a NoWorkingTimeError as addDuration.
 */
export const lateAfter = (
  due: Temporal.Instant,
  maxLate: Duration,
  calendar: BusinessCalendar,
): Temporal.Instant => addDuration(due, maxLate, calendar);
