import { Drop } from "liquidjs";
import { translate } from "../i18n/index.ts";
import { formatDate, formatNumber, type Reader } from "./formats.ts";
import { recordTitle, viewOf } from "./records.ts";
import { DateValue, NumberValue, numberIn } from "./values/index.ts";
import { decimalText } from "./values/decimal.ts";

/** How a value becomes text. The product's way is `createPrinter`; a test of Liquid itself brings Liquid's own. */
export type Printer = (value: unknown) => string;

/**
 * Prints values for people: numbers and dates in the reader's way, options by their label, records by their title,
 * sets joined by commas. Empty prints nothing.
 */
export const createPrinter = ({ locale, timeZone }: Reader): Printer => {
  const print: Printer = (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "string") return value;
    if (typeof value === "boolean") return translate(locale, value ? "yes" : "no");
    if (typeof value === "number" || value instanceof NumberValue) {
      const decimal = numberIn(value);
      return decimal === null ? "" : formatNumber(locale, decimalText(decimal));
    }
    if (value instanceof DateValue) return formatDate(DateValue.momentOf(value), { locale, timeZone });
    if (Array.isArray(value))
      return value
        .map(print)
        .filter((text) => text !== "")
        .join(", ");
    return printObject(value, print);
  };
  return print;
};

const printObject = (value: unknown, print: Printer): string => {
  const view = viewOf(value);
  if (view !== null) return recordTitle(view);
  if (value instanceof Drop) return print(value.valueOf());
  if (isPlain(value)) return JSON.stringify(value, (_, inner: unknown) => idOf(inner));
  return String(value);
};

/** Free-form data (a payload, a json field), which has no words of its own. */
const isPlain = (value: unknown): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** A record within free-form data is its id: written out it would lead through every record it relates to. */
const idOf = (value: unknown): unknown => viewOf(value)?.id ?? value;
