import { fold, type JsonValue } from "../../model/index.ts";
import { type Duration, parseDuration, parseWallTime, type Weekday, WEEKDAYS } from "../../schedule/index.ts";
import { readDecimal } from "../decimal.ts";
import { parseTimeLiteral, type TimeLiteral } from "../time/literal.ts";
import { type Refusal, shown, unknown } from "./scope.ts";

/** A value that was read, or why it was refused. */
export type Read<T> = { readonly value: T } | { readonly refusal: Refusal };

const read = <T>(value: T): Read<T> => ({ value });
const wrong = (message: string): { readonly refusal: Refusal } => ({
  refusal: { code: "wrong_value", message },
});

export const isEmptyLiteral = (value: unknown): boolean =>
  value === null || value === undefined || value === "";

/** A text; numbers and booleans are what YAML makes of texts without quotes (`[sku, is, 600]`). */
export function readText(value: unknown): Read<string> {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return wrong(`needs a text, not ${shown(value)}`);
  const text = String(value);
  // The database can hold neither, so no stored text could ever match.
  if (text.includes("\0") || !text.isWellFormed()) return wrong("holds a character that no text can hold");
  return fold(text) === "" ? wrong("needs a text that is not empty") : read(text);
}

export function readNumber(value: unknown, percentSign: boolean): Read<string> {
  const bare = percentSign && typeof value === "string" ? value.trim().replace(/\s*%$/, "") : value;
  const decimal = readDecimal(bare);
  return decimal === null ? wrong(`needs a number, not ${shown(value)}`) : read(decimal);
}

export function readBoolean(value: unknown): Read<boolean> {
  if (value === true || value === "true") return read(true);
  if (value === false || value === "false") return read(false);
  return wrong(`needs true or false, not ${shown(value)}`);
}

export function readTime(value: unknown): Read<TimeLiteral> {
  const literal = parseTimeLiteral(value);
  if (literal) return read(literal);
  return wrong(
    `needs a date, a datetime, now or today (2026-06-01, 2026-06-01T10:00, today-3d), not ${shown(value)}`,
  );
}

export function readDuration(value: unknown): Read<Duration> {
  const duration = typeof value === "string" ? parseDuration(value.trim()) : null;
  if (!duration) return wrong(`needs a duration such as 2h, 3d, 1mo or 2bd, not ${shown(value)}`);
  return duration.amount < 0
    ? wrong(`needs a duration that is not negative, not ${shown(value)}`)
    : read(duration);
}

/** "HH:MM" or "HH:MM:SS" as seconds from 00:00. */
export function readClock(value: unknown): Read<number> {
  const milliseconds = typeof value === "string" ? parseWallTime(value) : null;
  return milliseconds === null
    ? wrong(`needs a time of day such as "20:00", not ${shown(value)}`)
    : read(milliseconds / 1000);
}

export function readWeekday(value: unknown): Read<Weekday> {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  const weekday = WEEKDAYS.find((day) => day === text);
  if (weekday) return read(weekday);
  return {
    refusal: unknown("unknown_option", `${shown(value)} is no weekday`, { written: text, choices: WEEKDAYS }),
  };
}

export interface Amount {
  readonly amount: string;
  readonly percent: boolean;
}

export function readAmount(value: unknown): Read<Amount> {
  const percent = typeof value === "string" && value.trim().endsWith("%");
  const number = readNumber(value, percent);
  if ("refusal" in number) return wrong(`needs a number or a percentage such as "15%", not ${shown(value)}`);
  return number.value === "0" || number.value.startsWith("-")
    ? wrong(`needs more than 0, not ${shown(value)}`)
    : read({ amount: number.value, percent });
}

/** Any scalar, for a payload. A Date is what YAML makes of a timestamp. */
export function readRaw(value: unknown): Read<JsonValue> {
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const iso = value.toISOString();
    return read(iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso);
  }
  if (typeof value === "boolean") return read(value);
  if (typeof value === "number" && Number.isFinite(value)) return read(value);
  return readText(value);
}
