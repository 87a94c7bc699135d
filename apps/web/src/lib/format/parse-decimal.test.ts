import { expect, it } from "vitest";
import { parseDecimal, printDecimal } from "./parse-decimal.ts";

it("reads a number as people write it in each language", () => {
  expect(parseDecimal("12.400,50 €", "es")).toBe("12400.50");
  expect(parseDecimal("12,400.50", "en")).toBe("12400.50");
  expect(parseDecimal("4900,5", "ro")).toBe("4900.5");
  expect(parseDecimal("4.900", "es")).toBe("4900");
});

it("takes a decimal point anywhere, where it cannot mean thousands", () => {
  expect(parseDecimal("12.5", "es")).toBe("12.5");
});

it("leaves what is no number to the server", () => {
  expect(parseDecimal("a lot", "en")).toBe("a lot");
});

it("writes the decimal sign of the language without grouping", () => {
  expect(printDecimal("12400.5", "es")).toBe("12400,5");
});
