import type { Locale } from "../i18n/index.ts";

/** Whose language and zone the values are printed in. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
}

const numberFormats = new Map<Locale, Intl.NumberFormat>();
const moneyFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl format costs thirty times its use. Currencies and zones are few, but templates may name any. */
const MAX_KEPT_FORMATS = 500;

const kept = <K, V>(formats: Map<K, V>, key: K, make: () => V): V => {
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= MAX_KEPT_FORMATS) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
};

/** Intl separates by no-break spaces, which cost a text message its GSM-7 alphabet. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, " ");

/** A canonical decimal in the language's way, exact and without trailing zeros. */
export const formatNumber = (locale: Locale, decimal: string): string => {
  const format = kept(
    numberFormats,
    locale,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }),
  );
  return plainSpaces(format.format(decimal as Intl.StringNumericLiteral));
};

/** An amount with its currency, cents only where there are any: 12.400 €, 4.900 EUR, €12.50. */
export const formatMoney = (locale: Locale, decimal: string, currency: string): string => {
  const format = kept(moneyFormats, `${locale} ${currency}`, () => {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      trailingZeroDisplay: "stripIfInteger",
    });
  });
  return plainSpaces(format.format(decimal as Intl.StringNumericLiteral));
};

/** Long form: a day as "2 de junio de 2026", an instant with its time in the reader's zone. */
export const formatDate = (moment: Temporal.PlainDate | Temporal.ZonedDateTime, reader: Reader): string => {
  const isDay = moment instanceof Temporal.PlainDate;
  const timeZone = isDay ? "UTC" : reader.timeZone;
  const format = kept(dateFormats, `${reader.locale} ${timeZone} ${isDay}`, () => {
    return new Intl.DateTimeFormat(reader.locale, {
      dateStyle: "long",
      timeZone,
      ...(isDay ? {} : { timeStyle: "short" }),
    });
  });
  const epoch = isDay ? utcMidnight(moment) : moment.epochMilliseconds;
  return plainSpaces(format.format(epoch));
};

/** A part of a date by name: weekday or month, long or short. */
export const formatName = (
  moment: Temporal.PlainDate | Temporal.ZonedDateTime,
  part: "weekday" | "month",
  { locale, width }: { locale: Locale; width: "long" | "short" },
): string => {
  const format = kept(dateFormats, `${locale} ${part} ${width}`, () => {
    return new Intl.DateTimeFormat(locale, { [part]: width, timeZone: "UTC" });
  });
  return plainSpaces(format.format(utcMidnight(moment)));
};

const utcMidnight = ({ year, month, day }: Temporal.PlainDate | Temporal.ZonedDateTime): number =>
  new Date(0).setUTCFullYear(year, month - 1, day);
