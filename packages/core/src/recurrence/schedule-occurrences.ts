import { DAY, dayOfWall } from "../schedule/civil.ts";
import { localDay } from "../schedule/day.ts";
import { wallTime } from "../schedule/wall-time.ts";
import { wallAt } from "../schedule/zone.ts";
import { inOrder } from "./in-order.ts";
import { wallOccurrences } from "./occurrences.ts";
import { parseRule } from "./parse.ts";
import type { Rule } from "./rule.ts";

/** A `schedule` trigger and the activation from which it counts. */
export interface ActiveSchedule {
  readonly rrule: string | Rule;
  /** "HH:MM", 00:00 when left out; BYHOUR, BYMINUTE and BYSECOND override it. */
  readonly at?: string | null | undefined;
  readonly activation: Temporal.Instant;
  readonly timeZone: string;
}

export interface InstantRange {
  /** After this one. */
  readonly after?: Temporal.Instant | undefined;
  /** Up to this one, included. */
  readonly until?: Temporal.Instant | undefined;
  readonly limit?: number | undefined;
}

/**
 * The instants of a schedule, in order, one at a time. DTSTART is the activation day at `at`; COUNT and INTERVAL
 * count from it, so an occurrence earlier on that day than the activation counts but is not produced. UNTIL's
 * day, on the wall, is included. A wall time that DST skips moves forward by the gap, one that occurs twice means
 * the first; no instant comes twice.
 *
 * Throws a RuleError for a rule that cannot be read.
 */
export function* scheduleOccurrences(
  schedule: ActiveSchedule,
  range: InstantRange = {},
): Generator<Temporal.Instant> {
  const { activation, timeZone } = schedule;
  const { limit = Infinity } = range;
  // Occurrences are whole seconds: one in the activation's own millisecond may still lie before it.
  const active = activation.round({ smallestUnit: "millisecond", roundingMode: "ceil" }).epochMilliseconds;
  const after = Math.max(active - 1, range.after ? range.after.epochMilliseconds : -Infinity);
  const until = range.until ? range.until.epochMilliseconds : Infinity;

  let found = 0;
  for (const { epoch } of inOrder(wallTimes(schedule, { after, until }), timeZone)) {
    if (epoch > until || found >= limit) return;
    if (epoch <= after) continue;

    found++;
    yield Temporal.Instant.fromEpochMilliseconds(epoch);
  }
}

/** Wall times from a day before the range to a day after it: more than a change of the clock ever moves one. */
function* wallTimes(schedule: ActiveSchedule, range: { after: number; until: number }): Generator<number> {
  const { timeZone } = schedule;
  const rule = typeof schedule.rrule === "string" ? parseRule(schedule.rrule) : schedule.rrule;
  const start = localDay(schedule.activation, timeZone) * DAY + wallTime(schedule.at ?? "00:00");
  const last = range.until === Infinity ? Infinity : wallAt(timeZone, range.until) + DAY;

  const walls = wallOccurrences({
    rule: { ...rule, until: untilDay(rule, timeZone) },
    start: { wall: start, dateOnly: false },
    timeZone,
    from: wallAt(timeZone, range.after) - DAY,
  });
  for (const wall of walls) {
    if (wall > last) return;
    yield wall;
  }
}

function untilDay({ until }: Rule, timeZone: string): Rule["until"] {
  if (!until) return null;
  const wall = until.form === "utc" ? wallAt(timeZone, until.time) : until.time;
  return { time: dayOfWall(wall) * DAY, form: "date" };
}
