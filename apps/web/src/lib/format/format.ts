/** Whose eyes it is for. */
export interface Viewer {
  readonly language: string;
  readonly timezone: string;
  /** By how many seconds the workspace's clock goes ahead of the real one. */
  readonly ahead: number;
}

export interface Format {
  readonly number: (value: string | number) => string;
  readonly money: (value: string | number, currency: string) => string;
  readonly percent: (value: string | number) => string;
  /** Of a file, in the unit that fits it. */
  readonly size: (bytes: number) => string;
  /** A calendar day, "2026-12-12": the same day everywhere. */
  readonly day: (value: string) => string;
  /** A calendar day with its weekday, "Mon 23 Nov". */
  readonly weekday: (value: string) => string;
  /** An instant on the viewer's clock: weekday, day and hour; the year where it is another one. */
  readonly moment: (instant: string) => string;
  /** Day alone, of an instant. */
  readonly date: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** "in 3 days", "yesterday". */
  readonly distance: (instant: string) => string;
  /** The present of the workspace. */
  readonly now: () => Date;
  readonly list: (parts: readonly string[], kind?: "conjunction" | "disjunction") => string;
}

const MINUTE = 60_000;
const SIZES = [
  ["megabyte", 1024 * 1024],
  ["kilobyte", 1024],
  ["byte", 1],
] as const;
const UNITS = [
  ["year", 365 * 1440 * MINUTE],
  ["month", 30 * 1440 * MINUTE],
  ["day", 1440 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
] as const;

/** Numbers, money and time as a reader of that language writes them, on the reader's own clock. */
export const createFormat = ({ language, timezone: timeZone, ahead }: Viewer): Format => {
  const now = (): Date => new Date(new Date().getTime() + ahead * 1000);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tagOf(language), { timeZone, ...options });
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  const year = dates({ year: "numeric" });
  const hour = { hour: "numeric", minute: "2-digit", hourCycle: "h23" } as const;
  const near = dates({ weekday: "short", day: "numeric", month: "short", ...hour });
  const far = dates({ day: "numeric", month: "short", year: "numeric", ...hour });
  const date = dates({ day: "numeric", month: "short", year: "numeric" });
  const time = dates(hour);
  const day = new Intl.DateTimeFormat(tagOf(language), {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const weekday = new Intl.DateTimeFormat(tagOf(language), {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    number: (value) => decimal.format(Number(value)),
    money: (value, currency) =>
      new Intl.NumberFormat(language, {
        style: "currency",
        currency,
        minimumFractionDigits: Number.isInteger(Number(value)) ? 0 : 2,
        // Romanians write the code, as ui.md asks; elsewhere the sign is what people know.
        currencyDisplay: language === "ro" ? "code" : "symbol",
      }).format(Number(value)),
    percent: (value) =>
      new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 }).format(
        Number(value) / 100,
      ),
    size: (bytes) => {
      const [unit, length] = SIZES.find(([, least]) => bytes >= least) ?? (["byte", 1] as const);
      const style = { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 } as const;
      return new Intl.NumberFormat(language, style).format(bytes / length);
    },
    day: (value) => day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)),
    weekday: (value) => weekday.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)),
    moment: (instant) => {
      const at = new Date(instant);
      return (year.format(at) === year.format(now()) ? near : far).format(at);
    },
    date: (instant) => date.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    now,
    distance: (instant) => {
      const gone = new Date(instant).getTime() - now().getTime();
      const [unit, length] = UNITS.find(([, size]) => Math.abs(gone) >= size) ?? ["minute", MINUTE];
      return relative.format(Math.round(gone / length), unit);
    },
    list: (parts, kind = "conjunction") => new Intl.ListFormat(language, { type: kind }).format(parts),
  };
};

/** Days before months, as the design writes dates in English too. */
const tagOf = (language: string): string => (language === "en" ? "en-GB" : language);
