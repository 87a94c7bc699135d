import { TemplateError } from "../error.ts";
import { LIMITS } from "../limits.ts";

/** An exact decimal: units × 10^-scale. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Decimals that a division keeps where it does not end. */
const FRACTION_DIGITS = 12;
/** Longer fractions are rounded to this. */
const MAX_SCALE = 20;
const MAX_EXPONENT = 400;
const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i;

export const ZERO: Decimal = { units: 0n, scale: 0 };

/** Reads "12.5", "-0.25", "1e21"; null for anything else. */
export const parseDecimal = (text: string): Decimal | null => {
  const match = text.length > LIMITS.digits * 2 ? null : NUMBER.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole + fraction === "" || Math.abs(Number(exponent)) > MAX_EXPONENT) return null;
  const units = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return bounded(scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale });
};

export const fromNumber = (value: number): Decimal => parseDecimal(String(value)) ?? ZERO;

/** Canonical text: no exponent, no trailing zeros. */
export const decimalText = ({ units, scale }: Decimal): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const text = fraction === "" ? whole : `${whole}.${fraction}`;
  return units < 0n && text !== "0" ? `-${text}` : text;
};

export const compare = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const difference = unitsAt(a, scale) - unitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const add = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  return bounded({ units: unitsAt(a, scale) + unitsAt(b, scale), scale });
};

export const negate = ({ units, scale }: Decimal): Decimal => ({ units: -units, scale });

export const multiply = (a: Decimal, b: Decimal): Decimal =>
  bounded({ units: a.units * b.units, scale: a.scale + b.scale });

/** Null when divided by zero. */
export const divide = (a: Decimal, b: Decimal): Decimal | null => {
  if (b.units === 0n) return null;
  const numerator = a.units * 10n ** BigInt(b.scale + FRACTION_DIGITS + 1);
  const denominator = b.units * 10n ** BigInt(a.scale);
  return roundTo({ units: numerator / denominator, scale: FRACTION_DIGITS + 1 }, FRACTION_DIGITS);
};

/** Remainder with the sign of the divisor, as Liquid has it; null when divided by zero. */
export const modulo = (a: Decimal, b: Decimal): Decimal | null => {
  if (b.units === 0n) return null;
  const scale = Math.max(a.scale, b.scale);
  const divisor = unitsAt(b, scale);
  const rest = unitsAt(a, scale) % divisor;
  return { units: rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest, scale };
};

/** Half away from zero, as people round money. `places` may be negative. */
export const roundTo = (value: Decimal, places: number): Decimal => {
  if (value.scale <= places) return value;
  const unit = 10n ** BigInt(value.scale - places);
  const half = value.units < 0n ? -unit / 2n : unit / 2n;
  const units = (value.units + half) / unit;
  return places < 0 ? { units: units * 10n ** BigInt(-places), scale: 0 } : { units, scale: places };
};

export const floor = (value: Decimal): Decimal => {
  const unit = 10n ** BigInt(value.scale);
  const whole = value.units / unit;
  return { units: value.units < 0n && whole * unit !== value.units ? whole - 1n : whole, scale: 0 };
};

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** Keeps numbers within what a rendering may spend on them: squaring one thirty times would fill the memory. */
const bounded = (value: Decimal): Decimal => {
  const rounded = value.scale > MAX_SCALE ? roundTo(value, MAX_SCALE) : value;
  if (rounded.units.toString().length <= LIMITS.digits) return rounded;
  throw new TemplateError("limit", "A number in the template grew too long");
};
