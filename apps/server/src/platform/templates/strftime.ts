import type { Locale } from "../i18n/index.ts";
import { formatDate, formatName } from "./formats.ts";

type Moment = Temporal.PlainDate | Temporal.ZonedDateTime;
type Part = (date: Temporal.ZonedDateTime, language: Language) => string | number;

interface Language {
  readonly locale: Locale;
  readonly timeZone: string;
}

const name =
  (part: "weekday" | "month", width: "long" | "short"): Part =>
  (date, { locale }) =>
    formatName(date, part, { locale, width });
const hour12 = (date: Temporal.ZonedDateTime): number => date.hour % 12 || 12;

const PARTS: Readonly<Record<string, Part>> = {
  a: name("weekday", "short"),
  A: name("weekday", "long"),
  b: name("month", "short"),
  B: name("month", "long"),
  c: (date, language) => formatDate(date, language),
  d: (date) => date.day,
  e: (date) => date.day,
  F: (date) => date.toPlainDate().toString(),
  h: name("month", "short"),
  H: (date) => date.hour,
  I: hour12,
  j: (date) => date.dayOfYear,
  k: (date) => date.hour,
  l: hour12,
  L: (date) => date.millisecond,
  m: (date) => date.month,
  M: (date) => date.minute,
  n: () => "\n",
  p: (date) => (date.hour < 12 ? "AM" : "PM"),
  P: (date) => (date.hour < 12 ? "am" : "pm"),
  R: (date) => date.toPlainTime().toString({ smallestUnit: "minute" }),
  s: (date) => String(Math.floor(date.epochMilliseconds / 1000)),
  S: (date) => date.second,
  t: () => "\t",
  T: (date) => date.toPlainTime().toString({ smallestUnit: "second" }),
  u: (date) => date.dayOfWeek,
  V: (date) => date.weekOfYear ?? "",
  w: (date) => date.dayOfWeek % 7,
  x: (date, language) => formatDate(date.toPlainDate(), language),
  X: (date) => date.toPlainTime().toString({ smallestUnit: "second" }),
  y: (date) => date.year % 100,
  Y: (date) => String(date.year),
  z: (date) => date.offset.replace(":", ""),
  Z: (date) => date.timeZoneId,
  "%": () => "%",
};

const WIDTHS: Readonly<Record<string, number>> = { j: 3, k: 2, l: 2, e: 2, L: 3, u: 1, w: 1 };
const SPACE_PADDED = new Set(["e", "k", "l"]);
const DIRECTIVE = /%([-_0^]?)([A-Za-z%])/g;

/**
 * Prints a date by a strftime format, names in the reader's language: "%A %-d %B" is "martes 2 junio". `-` leaves
 * padding out, `_` pads by spaces, `0` by zeros, `^` makes capitals. An unknown directive stays as it is.
 */
export const strftime = (moment: Moment, format: string, language: Language): string => {
  const date = moment instanceof Temporal.PlainDate ? moment.toZonedDateTime(language.timeZone) : moment;
  return format.replaceAll(DIRECTIVE, (directive, flag: string, code: string) => {
    const part = Object.hasOwn(PARTS, code) ? PARTS[code] : undefined;
    if (part === undefined) return directive;
    const value = part(date, language);
    if (typeof value === "string") return flag === "^" ? value.toUpperCase() : value;
    if (flag === "-") return String(value);
    const spaced = flag === "_" || (SPACE_PADDED.has(code) && flag !== "0");
    return String(value).padStart(WIDTHS[code] ?? 2, spaced ? " " : "0");
  });
};
