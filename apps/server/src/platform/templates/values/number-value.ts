import { compare, type Decimal, decimalText, fromNumber, parseDecimal, ZERO } from "./decimal.ts";

/**
 * A number of a record, exact. liquidjs calls the comparing methods; nothing in it is an own property, so a template
 * cannot look inside.
 */
export class NumberValue {
  readonly #decimal: Decimal;
  readonly #currency: string | null;

  constructor(decimal: Decimal, currency: string | null = null) {
    this.#decimal = decimal;
    this.#currency = currency;
  }

  static decimalOf(value: NumberValue): Decimal {
    return value.#decimal;
  }

  static currencyOf(value: NumberValue): string | null {
    return value.#currency;
  }

  equals(other: unknown): boolean {
    return this.#compare(other) === 0;
  }
  gt(other: unknown): boolean {
    return this.#compare(other) > 0;
  }
  geq(other: unknown): boolean {
    return this.#compare(other) >= 0;
  }
  lt(other: unknown): boolean {
    return this.#compare(other) < 0;
  }
  leq(other: unknown): boolean {
    return this.#compare(other) <= 0;
  }

  valueOf(): number {
    return Number(this.toString());
  }
  toString(): string {
    return decimalText(this.#decimal);
  }
  toJSON(): number | string {
    const text = this.toString();
    return String(Number(text)) === text ? Number(text) : text;
  }

  /** NaN against what is no number, so that every comparison with it is false. */
  #compare(other: unknown): number {
    const decimal = numberIn(other);
    return decimal === null ? Number.NaN : compare(this.#decimal, decimal);
  }
}

/** The decimal in a number; null in anything else. */
export const numberIn = (value: unknown): Decimal | null => {
  if (value instanceof NumberValue) return NumberValue.decimalOf(value);
  return typeof value === "number" && Number.isFinite(value) ? fromNumber(value) : null;
};

/** What arithmetic takes a value for: numbers in texts count, anything else is zero, as in every Liquid. */
export const toDecimal = (value: unknown): Decimal =>
  numberIn(value) ?? (typeof value === "string" ? parseDecimal(value) : null) ?? ZERO;
