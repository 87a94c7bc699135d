import { DateValue, NumberValue } from "./values/index.ts";

/** Printing a number takes as long as copying so many characters; a date goes through Intl and Temporal. */
const NUMBER_WEIGHT = 80;
export const DATE_WEIGHT = 600;

/** What printing, comparing or walking a value costs: its characters, and its items with what they hold. */
export const weightOf = (value: unknown): number => {
  if (typeof value === "string") return 1 + value.length;
  if (typeof value === "number" || value instanceof NumberValue) return NUMBER_WEIGHT;
  if (value instanceof DateValue) return DATE_WEIGHT;
  if (!Array.isArray(value)) return 1;
  return value.reduce((total: number, item: unknown) => total + weightOf(item), 1);
};
