import type { BusinessCalendar } from "./calendar.ts";
import { nextWorkingMoment, type Person } from "./person.ts";
import { quietUntil, type QuietHours } from "./quiet-hours.ts";
import { nextAllowed, type Window } from "./window.ts";
import { SEARCH_DAYS } from "./workday.ts";

/** All that must be satisfied at once before a step executes. What is left out sets no limit. */
export interface Limits {
  /** The workspace's calendar, in which the window counts. */
  readonly calendar: BusinessCalendar;
  /** Its days, from and to; `at` belongs to the due moment and no longer counts. */
  readonly window?: Window | null | undefined;
  /** In the recipient's zone. */
  readonly quietHours?: (QuietHours & { readonly timeZone: string }) | null | undefined;
  /** For `calendar: owner` the owner, for `calendar: company` the company's calendar without absences. */
  readonly person?: Person | null | undefined;
}

export interface Deferral {
  /** The first instant that all limits allow; the given one when nothing stands in its way. */
  readonly instant: Temporal.Instant;
  /** The limit that first stood in the way, as a reason code. */
  readonly reason: DeferralReason | null;
}

export type DeferralReason = "waiting_window" | "quiet_hours" | "waiting_person";

interface Obstacle {
  readonly reason: DeferralReason;
  readonly until: Temporal.Instant | null;
}

/** The first instant, not before the given one, that all limits allow; null when none within five years does. */
export function deferToAllowed(instant: Temporal.Instant, limits: Limits): Deferral | null {
  const latest = instant.add({ hours: 24 * SEARCH_DAYS });
  let candidate = instant;
  let reason: DeferralReason | null = null;

  while (Temporal.Instant.compare(candidate, latest) <= 0) {
    const obstacle = firstObstacle(candidate, limits);
    if (obstacle === null) return { instant: candidate, reason };
    if (obstacle.until === null) return null;

    candidate = obstacle.until;
    reason ??= obstacle.reason;
  }
  return null;
}

function firstObstacle(instant: Temporal.Instant, limits: Limits): Obstacle | null {
  const { calendar, window, quietHours, person } = limits;

  const allowed = window ? nextAllowed(instant, window, calendar) : instant;
  if (!allowed?.equals(instant)) return { reason: "waiting_window", until: allowed };

  const quietEnd = quietHours ? quietUntil(instant, quietHours, quietHours.timeZone) : null;
  if (quietEnd) return { reason: "quiet_hours", until: quietEnd };

  const working = person ? nextWorkingMoment(instant, person) : instant;
  if (!working?.equals(instant)) return { reason: "waiting_person", until: working };
  return null;
}
