import { addDecimals, canonicalDecimal, multiplyDecimals } from "@cadencia/core/model";
import type { LineInput } from "./lines.ts";

const MONTHS_PER_YEAR = 12;

/** Monthly recurring revenue of product lines: quantity × price less discount, a year's price over twelve. */
export const monthlyRevenue = (
  lines: readonly LineInput[],
  { recurring, interval }: { recurring: ReadonlyMap<string, string>; interval: "month" | "year" },
): string | null => {
  const sums = lines.flatMap((line) => {
    const product = line["product"];
    const list = typeof product === "string" ? recurring.get(product) : undefined;
    if (list === undefined) return [];
    const price = number(line["price"]) ?? list;
    const kept = addDecimals("1", multiplyDecimals(number(line["discount"]) ?? "0", "-0.01"));
    return [multiplyDecimals(multiplyDecimals(number(line["quantity"]) ?? "1", price), kept)];
  });
  if (sums.length === 0) return null;
  const total = sums.reduce(addDecimals, "0");
  return interval === "month"
    ? canonicalDecimal(total)
    : canonicalDecimal((Number(total) / MONTHS_PER_YEAR).toFixed(6));
};

const number = (input: unknown): string | null =>
  typeof input === "number" || typeof input === "string" ? canonicalDecimal(input) : null;
