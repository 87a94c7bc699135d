import { quote } from "@cadencia/contracts/problems";

export type ReadDate =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: string };

/** Reads days and times that are written as a pattern says, such as `M/d/yyyy` or `dd.MM.yyyy HH:mm`. */
export interface DateFormat {
  /** Whether the pattern tells an hour. */
  readonly timed: boolean;
  /** The ISO form: a day, or a day with its time. */
  read(text: string): ReadDate;
}

type Part = "year" | "month" | "day" | "hour" | "minute" | "second" | "half";

interface Token {
  readonly part: Part;
  readonly source: string;
  readonly number: (written: string) => number | undefined;
}

const asNumber = (written: string): number => Number(written);
/** As POSIX reads two digits: 69 to 99 are of the last century. */
const asYear = (written: string): number => Number(written) + (Number(written) < 69 ? 2000 : 1900);
const two = "(\\d{2})";
const oneOrTwo = "(\\d{1,2})";
const word = "(\\p{L}+\\.?)";

const LANGUAGES = ["en", "es", "ro", "hu"];

/** Months by name and short name, in the languages of our customers, without dots and folded. */
const monthNames = (): ReadonlyMap<string, number> => {
  const names = new Map([
    ["sep", 9],
    ["set", 9],
  ]);
  for (const language of LANGUAGES) {
    for (const month of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
      for (let index = 0; index < 12; index += 1)
        names.set(bare(format.format(Date.UTC(2026, index, 1))), index + 1);
    }
  }
  return names;
};

const bare = (name: string): string => name.toLowerCase().replaceAll(".", "");

const MONTHS = monthNames();
const asMonth = (written: string): number | undefined => MONTHS.get(bare(written));
const asHalf = (written: string): number => (written.toLowerCase().startsWith("p") ? 12 : 0);

const TOKENS: Readonly<Record<string, Token>> = {
  yyyy: { part: "year", source: "(\\d{4})", number: asNumber },
  yy: { part: "year", source: two, number: asYear },
  MMMM: { part: "month", source: word, number: asMonth },
  MMM: { part: "month", source: word, number: asMonth },
  MM: { part: "month", source: two, number: asNumber },
  M: { part: "month", source: oneOrTwo, number: asNumber },
  dd: { part: "day", source: two, number: asNumber },
  d: { part: "day", source: oneOrTwo, number: asNumber },
  HH: { part: "hour", source: two, number: asNumber },
  H: { part: "hour", source: oneOrTwo, number: asNumber },
  hh: { part: "hour", source: two, number: asNumber },
  h: { part: "hour", source: oneOrTwo, number: asNumber },
  mm: { part: "minute", source: two, number: asNumber },
  ss: { part: "second", source: two, number: asNumber },
  a: { part: "half", source: "([ap]\\.?\\s?m\\.?)", number: asHalf },
};

/** A quoted literal, a run of one letter, or any other character. */
const PIECES = /'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']/g;

/** The format that a pattern describes, or why it is none. */
export const compileDateFormat = (pattern: string): DateFormat | { readonly problem: string } => {
  const tokens: Token[] = [];
  let source = "";
  for (const [piece] of pattern.matchAll(PIECES)) {
    const token = TOKENS[piece];
    if (token === undefined && /^[A-Za-z]/.test(piece)) return { problem: unknownPiece(piece) };
    if (token !== undefined) tokens.push(token);
    source += token?.source ?? literal(piece);
  }
  const parts = tokens.map((token) => token.part);
  const twice = parts.find((part, index) => parts.indexOf(part) !== index);
  if (twice !== undefined) return { problem: `the format ${quote(pattern)} names the ${twice} twice` };
  const missing = (["year", "month", "day"] as const).find((part) => !parts.includes(part));
  if (missing !== undefined)
    return { problem: `the format ${quote(pattern)} lacks the ${missing}; write it like "M/d/yyyy"` };
  const shape = new RegExp(`^${source}$`, "iu");
  return {
    timed: parts.includes("hour"),
    read: (text) => readDate(text, { pattern, shape, tokens }),
  };
};

const unknownPiece = (piece: string): string =>
  `"${piece}" is no part of a date format; use ${Object.keys(TOKENS).join(", ")}, and quotes around other letters`;

const literal = (piece: string): string => {
  if (/\s/.test(piece)) return "\\s+";
  const text = piece.startsWith("'") && piece.length > 1 ? piece.slice(1, -1).replaceAll("''", "'") : piece;
  return RegExp.escape(text);
};

interface Compiled {
  readonly pattern: string;
  readonly shape: RegExp;
  readonly tokens: readonly Token[];
}

const readDate = (text: string, { pattern, shape, tokens }: Compiled): ReadDate => {
  const match = shape.exec(text);
  if (match === null)
    return { ok: false, reason: `must be a date written as ${pattern}, not ${quote(text)}` };
  const parts: Partial<Record<Part, number>> = {};
  for (const [index, token] of tokens.entries()) {
    const number = token.number(match[index + 1] ?? "");
    if (number === undefined)
      return { ok: false, reason: `${quote(match[index + 1])} is the name of no month` };
    parts[token.part] = number;
  }
  return toIso(text, parts);
};

const toIso = (
  text: string,
  { year, month, day, half, ...time }: Partial<Record<Part, number>>,
): ReadDate => {
  if (half !== undefined && (time.hour === undefined || time.hour < 1 || time.hour > 12)) {
    return { ok: false, reason: `${quote(text)} is no time of a day` };
  }
  const hour = half === undefined ? time.hour : ((time.hour ?? 0) % 12) + half;
  try {
    const calendarDay = Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
      { overflow: "reject" },
    );
    if (hour === undefined) return { ok: true, value: calendarDay.toString() };
    const clock = { hour, minute: time.minute ?? 0, second: time.second ?? 0 };
    return {
      ok: true,
      value: calendarDay.toPlainDateTime(Temporal.PlainTime.from(clock, { overflow: "reject" })).toString(),
    };
  } catch {
    return {
      ok: false,
      reason: `${quote(text)} is no day of the calendar${hour === undefined ? "" : " with a time"}`,
    };
  }
};
