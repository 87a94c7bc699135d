import { nearest } from "../nearest/index.ts";
import { WEEKDAYS, type Weekday } from "../schedule/calendar.ts";

import { parseUntil } from "./parse-until.ts";
import { FREQUENCIES, type Frequency, type Rule, type RuleDay, RuleError } from "./rule.ts";

/** The value of one part, and where it begins in the rule. */
interface Part {
  readonly name: string;
  readonly value: string;
  readonly position: number;
}

const PART_NAMES = [
  "FREQ",
  "INTERVAL",
  "COUNT",
  "UNTIL",
  "WKST",
  "BYMONTH",
  "BYWEEKNO",
  "BYYEARDAY",
  "BYMONTHDAY",
  "BYDAY",
  "BYHOUR",
  "BYMINUTE",
  "BYSECOND",
  "BYSETPOS",
] as const;
type PartName = (typeof PART_NAMES)[number];

const WEEKDAY_CODES = WEEKDAYS.map((weekday) => weekday.slice(0, 2).toUpperCase());

/**
 * Reads a recurrence rule: "FREQ=MONTHLY;BYMONTHDAY=3", with or without "RRULE:", in either case, a trailing
 * semicolon forgiven. Throws a RuleError that says where, and names what was probably meant.
 */
export function parseRule(text: string): Rule {
  const parts = splitParts(text);
  const frequency = parts.get("FREQ");
  if (!frequency) throw new RuleError("FREQ is missing", { position: 0 });

  const [count, until] = [parts.get("COUNT"), parts.get("UNTIL")];
  if (count && until)
    throw new RuleError("COUNT and UNTIL exclude each other", {
      position: Math.max(count.position, until.position),
    });

  const numbers = (name: PartName, range: Range): readonly number[] => {
    const part = parts.get(name);
    return part ? parseNumbers(part, range) : [];
  };
  return {
    frequency: parseFrequency(frequency),
    interval: parsePositive(parts.get("INTERVAL")) ?? 1,
    count: parsePositive(count),
    until: until ? parseUntil(until.value, until.position) : null,
    weekStart: parseWeekday(parts.get("WKST")),
    byMonth: numbers("BYMONTH", { from: 1, to: 12 }),
    byWeekNumber: numbers("BYWEEKNO", { from: 1, to: 53, fromTheEnd: true }),
    byYearDay: numbers("BYYEARDAY", { from: 1, to: 366, fromTheEnd: true }),
    byMonthDay: numbers("BYMONTHDAY", { from: 1, to: 31, fromTheEnd: true }),
    byDay: parseDays(parts.get("BYDAY")),
    byHour: numbers("BYHOUR", { from: 0, to: 23 }),
    byMinute: numbers("BYMINUTE", { from: 0, to: 59 }),
    bySecond: numbers("BYSECOND", { from: 0, to: 60 }),
    bySetPosition: numbers("BYSETPOS", { from: 1, to: 366, fromTheEnd: true }),
  };
}

function splitParts(text: string): ReadonlyMap<PartName, Part> {
  const parts = new Map<PartName, Part>();
  const prefix = /^\s*(RRULE:)?/i.exec(text)![0].length;

  for (const [piece, position] of pieces(text.slice(prefix), ";", prefix)) {
    if (piece.trim() === "") continue;

    const equals = piece.indexOf("=");
    const name = (equals < 0 ? piece : piece.slice(0, equals)).trim().toUpperCase();
    if (!isPartName(name))
      throw new RuleError(`Unknown part ${name}`, { position, suggestion: nearest(name, PART_NAMES) });
    if (equals < 0) throw new RuleError(`${name} has no value`, { position });
    if (parts.has(name)) throw new RuleError(`${name} stands there twice`, { position });

    const value = piece
      .slice(equals + 1)
      .trim()
      .toUpperCase();
    parts.set(name, { name, value, position: position + equals + 1 });
  }
  return parts;
}

const isPartName = (name: string): name is PartName => (PART_NAMES as readonly string[]).includes(name);

/** The pieces between separators, each with its position in the whole rule. */
function pieces(text: string, separator: string, offset: number): readonly (readonly [string, number])[] {
  let position = offset;
  return text.split(separator).map((piece) => {
    const start = position;
    position += piece.length + separator.length;
    return [piece, start] as const;
  });
}

function parseFrequency({ value, position }: Part): Frequency {
  const found = FREQUENCIES.find((frequency) => frequency === value);
  if (!found)
    throw new RuleError(`Unknown frequency ${value}`, { position, suggestion: nearest(value, FREQUENCIES) });
  return found;
}

function parsePositive(part: Part | undefined): number | null {
  if (!part) return null;
  if (!/^\d{1,9}$/.test(part.value) || Number(part.value) === 0)
    throw new RuleError(`${part.name} takes a number from 1, not ${part.value}`, part);
  return Number(part.value);
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** -1 is the last. */
  readonly fromTheEnd?: boolean;
}

function parseNumbers({ name, value, position }: Part, range: Range): readonly number[] {
  return pieces(value, ",", position).map(([piece, start]) => {
    const digits = range.fromTheEnd ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/;
    const number = digits.test(piece.trim()) ? Number(piece) : Number.NaN;
    const size = Math.abs(number);
    if (size >= range.from && size <= range.to) return number;

    const allowed = `${range.from} to ${range.to}${range.fromTheEnd ? " (or negative, from the end)" : ""}`;
    throw new RuleError(`${name} takes numbers from ${allowed}, not ${piece.trim() || "nothing"}`, {
      position: start,
    });
  });
}

function parseDays(part: Part | undefined): readonly RuleDay[] {
  if (!part) return [];
  return pieces(part.value, ",", part.position).map(([piece, position]) => {
    const [, ordinal, code] = /^([+-]?\d{1,2})?([A-Z]*)$/.exec(piece.trim()) ?? [];
    const weekday = weekdayOf(code ?? "");
    if (!weekday)
      throw new RuleError(`BYDAY takes ${WEEKDAY_CODES.join(" ")}, not ${piece.trim() || "nothing"}`, {
        position,
        suggestion: nearest(code ?? "", WEEKDAY_CODES),
      });

    const number = ordinal === undefined ? null : Number(ordinal);
    if (number !== null && (number === 0 || Math.abs(number) > 53))
      throw new RuleError(`${piece.trim()}: the ordinal goes from 1 to 53, or is negative`, { position });
    return { weekday, ordinal: number };
  });
}

function parseWeekday(part: Part | undefined): Weekday {
  if (!part) return "mon";
  const weekday = weekdayOf(part.value);
  if (!weekday)
    throw new RuleError(`WKST takes ${WEEKDAY_CODES.join(" ")}, not ${part.value}`, {
      position: part.position,
      suggestion: nearest(part.value, WEEKDAY_CODES),
    });
  return weekday;
}

const weekdayOf = (code: string): Weekday | undefined => WEEKDAYS[WEEKDAY_CODES.indexOf(code)];
