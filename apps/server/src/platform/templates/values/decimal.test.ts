import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  decimalText,
  divide,
  floor,
  modulo,
  multiply,
  negate,
  parseDecimal,
  roundTo,
} from "./decimal.ts";

const decimal = (text: string): NonNullable<ReturnType<typeof parseDecimal>> => {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(`${text} is no number`);
  return parsed;
};
const text = (value: ReturnType<typeof divide>): string | null =>
  value === null ? null : decimalText(value);

describe("a decimal", () => {
  test("is read from canonical text, from exponents, and from nothing else", () => {
    expect(["12.50", "-0.0", "1e3", "1.5e-7", " 7 ", ".5"].map((one) => decimalText(decimal(one)))).toEqual([
      "12.5",
      "0",
      "1000",
      "0.00000015",
      "7",
      "0.5",
    ]);
    expect(["", ".", "abc", "1,5", "1e999", "0x10", "9".repeat(200)].map(parseDecimal)).toEqual(
      Array(7).fill(null),
    );
  });

  test("is added, multiplied and compared exactly", () => {
    expect(text(add(decimal("0.1"), decimal("0.2")))).toBe("0.3");
    expect(text(multiply(decimal("100.10"), decimal("1.21")))).toBe("121.121");
    expect(compare(decimal("9007199254740993"), decimal("9007199254740992"))).toBe(1);
  });

  test("is divided to twelve places, rounded half away from zero", () => {
    expect(text(divide(decimal("2"), decimal("3")))).toBe("0.666666666667");
    expect(text(divide(decimal("-1"), decimal("0.4")))).toBe("-2.5");
    expect(text(divide(decimal("1"), decimal("0")))).toBeNull();
    expect(["2.5", "-2.5", "2.45"].map((one) => text(roundTo(decimal(one), 0)))).toEqual(["3", "-3", "2"]);
    expect(text(roundTo(decimal("1250"), -2))).toBe("1300");
  });

  test("has a remainder with the sign of the divisor", () => {
    expect(text(modulo(decimal("-7"), decimal("3")))).toBe("2");
    expect(text(modulo(decimal("7.5"), decimal("-2")))).toBe("-0.5");
  });

  test("refuses to grow without end", () => {
    const big = decimal("9".repeat(40));
    expect(() => multiply(big, big)).toThrow("too long");
  });

  test("agrees with whole numbers", () => {
    const whole = fc.bigInt(-(10n ** 20n), 10n ** 20n);
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const [x, y] = [decimal(String(a)), decimal(String(b))];
        expect(text(add(x, y))).toBe(String(a + b));
        expect(text(multiply(x, y))).toBe(String(a * b));
        expect(text(negate(x))).toBe(String(-a));
        expect(Math.sign(compare(x, y))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test("lies between its floor and the next whole number", () => {
    const fraction = fc.tuple(fc.integer(), fc.nat(999)).map(([whole, rest]) => `${whole}.${rest}`);
    fc.assert(
      fc.property(fraction, (number) => {
        const value = decimal(number);
        expect(compare(floor(value), value)).toBeLessThanOrEqual(0);
        expect(compare(add(floor(value), decimal("1")), value)).toBe(1);
      }),
    );
  });
});
