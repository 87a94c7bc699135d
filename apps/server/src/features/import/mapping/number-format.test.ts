import { expect, it } from "vitest";
import { readNumber, type DecimalMark } from "./number-format.ts";

const read = (text: string, mark: DecimalMark | null): string => {
  const result = readNumber(text, mark);
  return result.ok ? result.value : result.reason;
};

it.each([
  ["1054", null, "1054"],
  ["€ 10.50", null, "10.50"],
  ["12 %", null, "12"],
  ["1.234,50", ",", "1234.50"],
  ["1.234.567", ",", "1234567"],
  ["-3,5 €", ",", "-3.5"],
  ["1 234,5", ",", "1234.5"],
  ["1\u00a0234,5", ",", "1234.5"],
  ["1,234.50", ".", "1234.50"],
  ["1'234'567.8", ".", "1234567.8"],
  ["0,5", ",", "0.5"],
  ["12345678901234567890,12", ",", "12345678901234567890.12"],
] as const)("%s with the mark %s is %s", (text, mark, value) => {
  expect(read(text, mark)).toBe(value);
});

it("does not guess what a comma means", () => {
  expect(read("1,234", null)).toBe(
    'holds a comma ("1,234"); say what it means with decimal: "," or decimal: "."',
  );
});

it.each([
  ["1.23.456", ","],
  ["1.234 567,8", ","],
  ["1,5,5", ","],
  ["1,23", "."],
  ["x", ","],
  ["", "."],
] as const)("%s with the mark %s is no number", (text, mark) => {
  expect(read(text, mark)).toContain(`must be a number with the decimal mark "${mark}"`);
});
