import { compareDecimals } from "../../model/index.ts";
import type { DecimalOperand } from "../operand.ts";
import type { Comparison } from "../operators.ts";

/** Judges a number, exactly. */
export function judgeNumber(operator: Comparison, value: string, { decimals }: DecimalOperand): boolean {
  const [first = "0", second = "0"] = decimals;
  switch (operator) {
    case "is":
    case "in":
      return decimals.some((decimal) => compareDecimals(value, decimal) === 0);
    case "gt":
      return compareDecimals(value, first) > 0;
    case "gte":
      return compareDecimals(value, first) >= 0;
    case "lt":
      return compareDecimals(value, first) < 0;
    case "lte":
      return compareDecimals(value, first) <= 0;
    case "between":
      return compareDecimals(value, first) >= 0 && compareDecimals(value, second) <= 0;
    default:
      return false;
  }
}
