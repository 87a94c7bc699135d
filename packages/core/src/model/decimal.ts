import { Big } from "big.js";

/** More digits than any amount of money needs, few enough that nobody can fill memory with one number. */
const MOST_DIGITS = 40;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i;

/** The one way an exact decimal is written: no exponent, no trailing zeros, no "-0". Null when it is no number. */
export const canonicalDecimal = (input: string | number): string | null => {
  const text = typeof input === "number" ? String(input) : input.trim();
  if (!NUMBER.test(text) || text.length > MOST_DIGITS + 10) return null;
  const plain = new Big(text).toFixed();
  if (plain.length > MOST_DIGITS + 2) return null;
  return plain === "-0" ? "0" : plain;
};

export const addDecimals = (left: string, right: string): string => new Big(left).plus(right).toFixed();
export const multiplyDecimals = (left: string, right: string): string => new Big(left).times(right).toFixed();
/** Up to so many digits a double tells two decimals apart, and orders them as they are. */
const EXACT_IN_DOUBLES = 15;

const isShort = (decimal: string): boolean => decimal.length <= EXACT_IN_DOUBLES && !/e/i.test(decimal);

/** The same number as a double, where that orders it as it is; NaN where it has too many digits. */
export const toExactNumber = (decimal: string): number => (isShort(decimal) ? Number(decimal) : NaN);

/** Exactly; short numbers, which nearly all are, at a twentieth of the cost. */
export const compareDecimals = (left: string, right: string): -1 | 0 | 1 =>
  isShort(left) && isShort(right)
    ? (Math.sign(Number(left) - Number(right)) as -1 | 0 | 1)
    : new Big(left).cmp(right);
