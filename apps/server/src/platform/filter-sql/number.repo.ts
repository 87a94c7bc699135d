import type { Comparison, DecimalOperand } from "@cadencia/core/filter";
import type { Compiling } from "./compiling.ts";
import { present } from "./present.repo.ts";

const ORDER = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

interface Comparing {
  readonly operator: Comparison;
  readonly operand: DecimalOperand;
  /** The column holds whole numbers (bigint). */
  readonly whole: boolean;
}

/** Compares numbers exactly. */
export function compileNumber(
  { operator, operand, whole }: Comparing,
  value: string,
  { parameters }: Compiling,
): string {
  const { decimals } = operand;
  const [first = "0", second = "0"] = decimals;
  // An index on bigint serves only comparisons with bigint, and most limits on whole numbers are whole.
  const type = whole && decimals.every((decimal) => /^-?\d{1,18}$/.test(decimal)) ? "bigint" : "numeric";
  switch (operator) {
    case "is":
    case "in":
      return decimals.length === 1
        ? present(value, `${value} = ${parameters.add(first, type)}`)
        : present(value, `${value} = ANY(${parameters.add(decimals, `${type}[]`)})`);
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return present(value, `${value} ${ORDER[operator]} ${parameters.add(first, type)}`);
    case "between": {
      const [low, high] = [parameters.add(first, type), parameters.add(second, type)];
      return present(value, `${value} BETWEEN ${low} AND ${high}`);
    }
    default:
      return "FALSE";
  }
}
