import { DAY_UNITS, type Duration, formatDuration, parseDuration } from "../../schedule/index.ts";
import { isDate } from "./day.ts";
import { printMicroseconds, toMicroseconds } from "./microseconds.ts";

/**
 * A moment as people write it. `now` and `today` move with the clock; a wall time belongs to the workspace's
 * zone, which is known when the filter is judged.
 */
export type TimeLiteral =
  | { readonly kind: "instant"; readonly instant: string }
  | { readonly kind: "wall"; readonly dateTime: string }
  | { readonly kind: "day"; readonly date: string }
  | { readonly kind: "now"; readonly shift: Duration | null }
  | { readonly kind: "today"; readonly shift: Duration | null };

const RELATIVE = /^(now|today)(?:([+-])(\d.*))?$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** Reads an ISO date or datetime, `now`, `today`, `today-3d`, `now-2h`, or the Date that YAML makes of a timestamp. */
export function parseTimeLiteral(value: unknown): TimeLiteral | null {
  if (value instanceof Date) return fromDate(value);
  if (typeof value !== "string") return null;

  const text = value.trim();
  if (isDate(text)) return Object.freeze({ kind: "day", date: text });
  return parseRelative(text.toLowerCase()) ?? parseDateTime(text);
}

/** YAML reads `2026-06-01` as midnight UTC: that means the day. */
function fromDate(date: Date): TimeLiteral | null {
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  if (!/^\d{4}-/.test(text)) return null;
  return text.endsWith("T00:00:00.000Z")
    ? Object.freeze({ kind: "day", date: text.slice(0, 10) })
    : Object.freeze({ kind: "instant", instant: text });
}

function parseRelative(text: string): TimeLiteral | null {
  const parts = RELATIVE.exec(text.replaceAll(" ", ""));
  if (!parts) return null;
  const kind = parts[1] === "now" ? "now" : "today";
  if (parts[3] === undefined) return Object.freeze({ kind, shift: null });

  const duration = parseDuration(parts[3]);
  if (!duration) return null;
  const amount = parts[2] === "-" ? -duration.amount : duration.amount;
  return Object.freeze({ kind, shift: Object.freeze({ amount: amount || 0, unit: duration.unit }) });
}

function parseDateTime(text: string): TimeLiteral | null {
  const parts = DATE_TIME.exec(text);
  const [date, time, offset] = [parts?.[1], parts?.[2], parts?.[3]];
  if (date === undefined || time === undefined || !isDate(date)) return null;
  try {
    if (offset === undefined) {
      const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
      return Object.freeze({ kind: "wall", dateTime: wall.toString() });
    }
    const instant = Temporal.Instant.from(`${date}T${time}${offset}`);
    return Object.freeze({ kind: "instant", instant: printMicroseconds(toMicroseconds(instant)) });
  } catch {
    return null; // 25:00 and the like: Temporal says so by throwing
  }
}

/** The text that parses back to the same literal. */
export function printTimeLiteral(literal: TimeLiteral): string {
  switch (literal.kind) {
    case "instant":
      return literal.instant;
    case "wall":
      return literal.dateTime;
    case "day":
      return literal.date;
    case "now":
    case "today":
      return literal.kind + printShift(literal.shift);
  }
}

const printShift = (shift: Duration | null): string => {
  if (shift === null) return "";
  return shift.amount < 0 ? formatDuration(shift) : `+${formatDuration(shift)}`;
};

/** Whether the literal names a whole day (`2026-06-01`, `today-3d`) rather than a moment in it. */
export function namesDay(literal: TimeLiteral): boolean {
  if (literal.kind === "day") return true;
  return literal.kind === "today" && (literal.shift === null || movesDays(literal.shift));
}

const movesDays = ({ unit }: Duration): boolean => DAY_UNITS.some((dayUnit) => dayUnit === unit);

export const isRelative = (literal: TimeLiteral): boolean =>
  literal.kind === "now" || literal.kind === "today";
