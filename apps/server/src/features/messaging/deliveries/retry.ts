import { quietUntil } from "@cadencia/core/schedule";
import type { QuietFor } from "./delivery.ts";

/** Minutes from each failed attempt to the next one (automation.md, promise 4). */
const DELAYS = [1, 5, 15, 60, 240] as const;

/**
 * When an attempt that failed for a temporary reason is followed by the next; null after the last one. `attempt`
 * counts from 1. A moment in the recipient's quiet hours waits for their end.
 */
export const nextAttempt = (
  failedAt: Temporal.Instant,
  attempt: number,
  quiet: QuietFor | null,
): Temporal.Instant | null => {
  const minutes = DELAYS[attempt - 1];
  if (minutes === undefined) return null;
  return afterNight(failedAt.add({ minutes }), quiet);
};

/** When the attempt comes of which the wait counts from `base`; the first one has none. */
export const attemptAfter = (base: Temporal.Instant, attempt: number): Temporal.Instant =>
  base.add({ minutes: DELAYS[attempt - 1] ?? 0 });

/** An instant, or the end of the quiet hours that it falls in. */
export const afterNight = (instant: Temporal.Instant, quiet: QuietFor | null): Temporal.Instant =>
  (quiet === null ? null : quietUntil(instant, quiet, quiet.timeZone)) ?? instant;
