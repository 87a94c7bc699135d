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
export const compareDecimals = (left: string, right: string): -1 | 0 | 1 => new Big(left).cmp(right);
