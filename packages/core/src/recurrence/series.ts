import { DAY, HOUR } from "../schedule/civil.ts";
import { epochAt, wallAt } from "../schedule/zone.ts";
import { inOrder } from "./in-order.ts";
import { wallOccurrences } from "./occurrences.ts";
import { parseRule } from "./parse.ts";
import type { Rule } from "./rule.ts";
import { formatWall, parseWall } from "./wall-text.ts";

/** A calendar event that recurs: its first occurrence, the rule on the wall of its own zone, and the exceptions. */
export interface Series {
  readonly rrule: string | Rule;
  readonly start: Temporal.Instant;
  readonly timeZone: string;
  /**
   * A list. A text excludes: a day all of that day, a wall time or an instant that occurrence. An object
   * `{recurrence_id, …}` excludes it with `cancelled: true`, else it moves it (`start`) or says otherwise of it.
   * What cannot be read is no exception.
   */
  readonly exceptions?: unknown;
}

/** One occurrence of a series. */
export interface Occurrence {
  /** RECURRENCE-ID: when the rule lets it begin, on the wall of the series' zone: "2026-03-10T09:00:00". */
  readonly id: string;
  readonly start: Temporal.Instant;
  /** What its exception says of it; empty where it has none. */
  readonly changed: Readonly<Record<string, unknown>>;
}

/** The zone's name if there is such a zone, else the other. */
export const zoneOr = (name: unknown, otherwise: string): string => {
  if (typeof name !== "string" || name === "") return otherwise;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return otherwise;
  }
};

/** Of rules that name so many moments a day no more are gone through in vain than DST moves a clock. */
const DENSE: ReadonlySet<Rule["frequency"]> = new Set(["HOURLY", "MINUTELY", "SECONDLY"]);
const DENSE_MARGIN = 3 * HOUR;

/**
 * The occurrences that no exception moved, in order of their beginning, from about `from` on (a day earlier at
 * most). The first is one of them whatever the rule names; COUNT and INTERVAL count from it.
 *
 * Throws a RuleError for a rule that cannot be read.
 */
export function* regularOccurrences(series: Series, from: Temporal.Instant): Generator<Occurrence> {
  const { timeZone } = series;
  const rule = typeof series.rrule === "string" ? parseRule(series.rrule) : series.rrule;
  const start = wallAt(timeZone, series.start.epochMilliseconds);
  const { excluded, changed } = exceptionsOf(series);
  const wanted = wallAt(timeZone, from.epochMilliseconds) - (DENSE.has(rule.frequency) ? DENSE_MARGIN : DAY);
  const walls = withFirst(
    start,
    wallOccurrences({ rule, start: { wall: start, dateOnly: false }, timeZone, from: wanted }),
  );
  for (const { wall, epoch } of inOrder(walls, timeZone)) {
    if (wall < wanted) continue;
    const id = formatWall(wall, false);
    if (excluded.has(id) || excluded.has(id.slice(0, DATE_LENGTH))) continue;
    const other = changed.get(id);
    if (other !== undefined && instantOf(other.start, timeZone) !== null) continue;
    yield { id, start: Temporal.Instant.fromEpochMilliseconds(epoch), changed: other ?? {} };
  }
}

/** The occurrences that exceptions moved to another time. */
export const movedOccurrences = (series: Series): readonly Occurrence[] => {
  const { excluded, changed } = exceptionsOf(series);
  return [...changed].flatMap(([id, other]) => {
    const start = instantOf(other.start, series.timeZone);
    return start === null || excluded.has(id) ? [] : [{ id, start, changed: other }];
  });
};

/** The occurrence with this id as it stands now, whether the rule still names it or not. */
export const occurrenceById = (series: Series, id: string): Occurrence => {
  const moved = movedOccurrences(series).find((each) => each.id === id);
  if (moved !== undefined) return moved;
  const start = Temporal.Instant.fromEpochMilliseconds(epochAt(series.timeZone, parseWall(id).wall));
  return { id, start, changed: exceptionsOf(series).changed.get(id) ?? {} };
};

const DATE_LENGTH = "2026-03-10".length;

function* withFirst(start: number, walls: Iterable<number>): Generator<number> {
  yield start;
  for (const wall of walls) if (wall !== start) yield wall;
}

interface Exceptions {
  /** Days, and ids of occurrences. */
  readonly excluded: ReadonlySet<string>;
  readonly changed: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

const exceptionsOf = ({ exceptions, timeZone }: Series): Exceptions => {
  const excluded = new Set<string>();
  const changed = new Map<string, Readonly<Record<string, unknown>>>();
  for (const each of Array.isArray(exceptions) ? (exceptions as readonly unknown[]) : []) {
    if (typeof each === "string") {
      const id = idOf(each, timeZone);
      if (id !== null) excluded.add(id);
    } else if (typeof each === "object" && each !== null && "recurrence_id" in each) {
      const { recurrence_id: given, cancelled, ...other } = each as Record<string, unknown>;
      const id = typeof given === "string" ? idOf(given, timeZone) : null;
      if (id === null) continue;
      if (cancelled === true) excluded.add(id);
      else changed.set(id, other);
    }
  }
  return { excluded, changed };
};

/** A day as it is; a time on the wall of the zone, to the second. Null for what is neither. */
const idOf = (text: string, timeZone: string): string | null => {
  try {
    if (text.length === DATE_LENGTH) return formatWall(parseWall(text).wall, true);
    const instant = instantOf(text, timeZone);
    return instant === null ? null : formatWall(wallAt(timeZone, instant.epochMilliseconds), false);
  } catch {
    return null;
  }
};

const HAS_OFFSET = /(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/** A text with an offset is an instant; one without stands on the wall of the zone. */
const instantOf = (value: unknown, timeZone: string): Temporal.Instant | null => {
  if (typeof value !== "string") return null;
  try {
    if (value.includes("T") && HAS_OFFSET.test(value.slice(DATE_LENGTH))) return Temporal.Instant.from(value);
    return Temporal.Instant.fromEpochMilliseconds(epochAt(timeZone, parseWall(value).wall));
  } catch {
    return null;
  }
};
