import { DAY, dayOfWall } from "../schedule/civil.ts";
import { epochAt, wallAt } from "../schedule/zone.ts";
import type { Start } from "./defaults.ts";
import { expand, UNITS } from "./expand.ts";
import { parseRule } from "./parse.ts";
import { type Rule, RuleError, type Until } from "./rule.ts";
import { formatWall, parseWall } from "./wall-text.ts";

/** A rule and where it starts. */
export interface Recurrence {
  /** "FREQ=WEEKLY;BYDAY=MO", or the rule that parseRule made of it. */
  readonly rrule: string | Rule;
  /** A wall time "2026-06-01T09:00" (seconds optional), or a date "2026-06-01". */
  readonly start: string;
  /** The zone of the wall clock; needed only for an UNTIL in UTC, which is otherwise taken as wall time. */
  readonly timeZone?: string | undefined;
}

/** Which occurrences are wanted; wall times or dates, a date meaning its 00:00 (for `until`: its whole day). */
export interface OccurrenceRange {
  /** From this one on. */
  readonly from?: string | undefined;
  /** After this one. */
  readonly after?: string | undefined;
  /** Up to this one, included. */
  readonly until?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The occurrences of a recurrence, in order, one at a time: wall times "2026-06-01T09:00:00", or dates when the
 * start is a date. The start is among them only if the rule names it. COUNT counts from the start, whatever the
 * range. A rule that names no further day ends, also one without COUNT and UNTIL.
 *
 * Throws a RuleError for a rule that cannot be read, a RangeError for a start or range that cannot.
 */
export function* occurrences(recurrence: Recurrence, range: OccurrenceRange = {}): Generator<string> {
  const { limit = Infinity } = range;
  const start = parseWall(recurrence.start);
  const from = range.from === undefined ? -Infinity : parseWall(range.from).wall;
  const after = range.after === undefined ? -Infinity : parseWall(range.after).wall;
  const until = range.until === undefined ? Infinity : endOf(range.until);
  const { rrule, timeZone } = recurrence;
  const rule = typeof rrule === "string" ? parseRule(rrule) : rrule;

  let found = 0;
  for (const wall of wallOccurrences({ rule, start, timeZone, from: Math.max(from, after) })) {
    if (wall > until || found >= limit) return;
    if (wall < from || wall <= after) continue;

    found++;
    yield formatWall(wall, start.dateOnly);
  }
}

interface WallRecurrence {
  readonly rule: Rule;
  readonly start: Start;
  readonly timeZone: string | undefined;
  readonly from: number;
}

/** The occurrences from the start on, as wall milliseconds. Without COUNT, periods before `from` are passed over. */
export function* wallOccurrences({ rule, start, timeZone, from }: WallRecurrence): Generator<number> {
  if (start.dateOnly && ["HOURLY", "MINUTELY", "SECONDLY"].includes(rule.frequency))
    throw new RuleError(`${rule.frequency} needs a start with a time of day`, { position: 0 });

  const isPast = rule.until ? pastUntil(rule.until, start, timeZone) : () => false;
  const passed = rule.count === null ? 0 : passedBefore(rule, start.wall, from);
  const counting = start.wall + passed * (UNITS[rule.frequency] ?? 0) * rule.interval;
  const earliest = rule.count === null ? Math.max(start.wall, from) : counting;

  let counted = passed;
  for (const wall of expand(rule, start, earliest)) {
    if (wall < start.wall || (passed > 0 && wall < counting)) continue;
    if (isPast(wall) || (rule.count !== null && ++counted > rule.count)) return;
    yield wall;
  }
}

/** How many occurrences COUNT has counted before a wall time, where every step is one: nobody goes through those. */
function passedBefore(rule: Rule, start: number, from: number): number {
  const unit = UNITS[rule.frequency];
  if (unit === undefined || isLimited(rule) || from <= start) return 0;
  return Math.ceil((Math.min(from, LAST_WALL) - start) / (unit * rule.interval));
}

/** Dates have four digits. */
const LAST_WALL = Date.UTC(9999, 11, 31);

const isLimited = (rule: Rule): boolean =>
  [
    rule.byMonth,
    rule.byWeekNumber,
    rule.byYearDay,
    rule.byMonthDay,
    rule.byDay,
    rule.byHour,
    rule.byMinute,
    rule.bySecond,
    rule.bySetPosition,
  ].some((part) => part.length > 0);

/** Whether a wall time lies after UNTIL. A date includes its day; so does a time, where occurrences are dates. */
function pastUntil(until: Until, start: Start, timeZone: string | undefined): (wall: number) => boolean {
  const inUtc = until.form === "utc" && timeZone !== undefined;
  if (until.form === "date" || start.dateOnly) {
    const last = dayOfWall(inUtc ? wallAt(timeZone, until.time) : until.time);
    return (wall) => dayOfWall(wall) > last;
  }
  return inUtc ? (wall) => epochAt(timeZone, wall) > until.time : (wall) => wall > until.time;
}

function endOf(text: string): number {
  const { wall, dateOnly } = parseWall(text);
  return dateOnly ? wall + DAY - 1 : wall;
}
