import { fromWallClock, toWallClock } from "../../lib/format/zoned.ts";

interface LaterMoment {
  readonly key: "today" | "tomorrow" | "monday";
  readonly at: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MORNING = "T09:00";
const AFTERNOON = "T17:00";
/** After this hour nothing is put off until later today. */
const LATE = "T16:00";
const MONDAY = 1;

/** The moments that people put things off to, on their own clock. */
export const laterMoments = (now: Date, timezone: string): readonly LaterMoment[] => {
  const wall = toWallClock(now.toISOString(), timezone);
  const today = wall.slice(0, 10);
  // Days are counted as days: noon never slips over midnight, whatever the clock does.
  const noon = new Date(`${today}T12:00:00Z`).getTime();
  const dayAfter = (days: number): string => new Date(noon + days * DAY).toISOString().slice(0, 10);
  const weekday = new Date(noon).getUTCDay();
  const toMonday = (MONDAY - weekday + 7) % 7 || 7;
  return [
    ...(wall < `${today}${LATE}`
      ? [{ key: "today", at: fromWallClock(`${today}${AFTERNOON}`, timezone) } as const]
      : []),
    { key: "tomorrow", at: fromWallClock(`${dayAfter(1)}${MORNING}`, timezone) },
    ...(toMonday === 1
      ? []
      : [{ key: "monday", at: fromWallClock(`${dayAfter(toMonday)}${MORNING}`, timezone) } as const]),
  ];
};
