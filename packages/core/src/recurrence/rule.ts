import type { Weekday } from "../schedule/calendar.ts";

export const FREQUENCIES = [
  "SECONDLY",
  "MINUTELY",
  "HOURLY",
  "DAILY",
  "WEEKLY",
  "MONTHLY",
  "YEARLY",
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A recurrence rule (RFC 5545 §3.3.10) as read; a BYxxx part that the rule lacks is an empty list. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  readonly weekStart: Weekday;
  readonly byMonth: readonly number[];
  readonly byWeekNumber: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byDay: readonly RuleDay[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
  readonly bySetPosition: readonly number[];
}

/** "MO", "+1MO" the first, "-1MO" the last Monday (of the month, or of the year). */
export interface RuleDay {
  readonly weekday: Weekday;
  readonly ordinal: number | null;
}

/** The last moment of the rule, included. */
export interface Until {
  /** Milliseconds since 1970-01-01T00:00, on the wall or (form `utc`) in UTC; of a date its 00:00. */
  readonly time: number;
  /** A date includes its whole day. */
  readonly form: "date" | "wall" | "utc";
}

/** A rule that cannot be used. `position` counts characters of the rule from 0. */
export class RuleError extends RangeError {
  override readonly name = "RuleError";
  readonly position: number;
  /** The nearest name that would have been right. */
  readonly suggestion: string | null;

  constructor(
    problem: string,
    where: { readonly position: number; readonly suggestion?: string | undefined },
  ) {
    const hint = where.suggestion ? `; did you mean ${where.suggestion}?` : "";
    super(`${problem} (at character ${where.position + 1})${hint}`);
    this.position = where.position;
    this.suggestion = where.suggestion ?? null;
  }
}
