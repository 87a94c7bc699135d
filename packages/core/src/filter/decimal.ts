import { Big } from "big.js";

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
/** Longer numbers are nobody's amount; the bound keeps a hostile filter from costing time. */
const MOST_DIGITS = 400;

/** The canonical decimal of a number or a numeric text ("5000", "-0.25"); null when it is none. */
export function readDecimal(value: unknown): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? canonical(new Big(value)) : null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "string") return null;

  const text = value.trim();
  if (text.length > MOST_DIGITS || !PLAIN.test(text)) return null;
  return canonical(new Big(text.replace(/^\+/, "").replace(/\.$/, "")));
}

/** Without exponent, trailing zeros or a negative zero. */
const canonical = (decimal: Big): string => (decimal.eq(0) ? "0" : decimal.toFixed());

/**
 * Whether a number rose (or fell) by at least an amount, or a percentage of its old value. An old value of 0 has
 * no percentage; that of a debt counts from its size.
 */
export function movedBy(
  change: { readonly before: string; readonly after: string },
  direction: "up" | "down",
  by: { readonly amount: string; readonly percent: boolean },
): boolean {
  const old = new Big(change.before);
  if (by.percent && old.eq(0)) return false;
  const needed = by.percent ? old.abs().times(by.amount).times("0.01") : new Big(by.amount);
  const rise = new Big(change.after).minus(old);
  return (direction === "up" ? rise : rise.times(-1)).gte(needed);
}
