/** Whose eyes it is for. */
export interface Viewer {
  readonly language: string;
  readonly timezone: string;
}

export interface Format {
  readonly number: (value: string | number) => string;
  readonly money: (value: string | number, currency: string) => string;
  readonly percent: (value: string | number) => string;
  /** A calendar day, "2026-12-12": the same day everywhere. */
  readonly day: (value: string) => string;
  /** An instant on the viewer's clock: weekday, day and hour; the year where it is another one. */
  readonly moment: (instant: string) => string;
  /** Day alone, of an instant. */
  readonly date: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** "in 3 days", "yesterday". */
  readonly distance: (instant: string, from: Date) => string;
  readonly list: (parts: readonly string[], kind?: "conjunction" | "disjunction") => string;
}

const MINUTE = 60_000;
const UNITS = [
  ["year", 365 * 1440 * MINUTE],
  ["month", 30 * 1440 * MINUTE],
  ["day", 1440 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
] as const;

/** Numbers, money and time as a reader of that language writes them, on the reader's own clock. */
export const createFormat = ({ language, timezone: timeZone }: Viewer): Format => {
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
    day: (value) => day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)),
    moment: (instant) => {
      const at = new Date(instant);
      return (year.format(at) === year.format(new Date()) ? near : far).format(at);
    },
    date: (instant) => date.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    distance: (instant, from) => {
      const gone = new Date(instant).getTime() - from.getTime();
      const [unit, length] = UNITS.find(([, size]) => Math.abs(gone) >= size) ?? ["minute", MINUTE];
      return relative.format(Math.round(gone / length), unit);
    },
    list: (parts, kind = "conjunction") => new Intl.ListFormat(language, { type: kind }).format(parts),
  };
};

/** Days before months, as the design writes dates in English too. */
const tagOf = (language: string): string => (language === "en" ? "en-GB" : language);
