import type { Comparison, TextOperand } from "@cadencia/core/filter";
import type { Compiling } from "./compiling.ts";
import { present } from "./present.repo.ts";

const ORDER = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** Compares the folded column. Its own collation serves equality; order is by code point (collation "C"). */
export function compileText(
  { operator, operand }: { readonly operator: Comparison; readonly operand: TextOperand },
  folded: string,
  { parameters }: Compiling,
): string {
  const [first = "", second = ""] = operand.folded;
  const ordered = `${folded} COLLATE "C"`;
  switch (operator) {
    case "is":
    case "in":
      return operand.folded.length === 1
        ? present(folded, `${folded} = ${parameters.add(first, "text")}`)
        : present(folded, `${folded} = ANY(${parameters.add(operand.folded, "text[]")})`);
    case "contains":
      return present(folded, `${folded} LIKE ${parameters.add(`%${escaped(first)}%`, "text")}`);
    case "starts_with":
      return present(folded, `${folded} LIKE ${parameters.add(`${escaped(first)}%`, "text")}`);
    case "ends_with":
      return present(folded, `${folded} LIKE ${parameters.add(`%${escaped(first)}`, "text")}`);
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return present(
        folded,
        `${folded} <> '' AND ${ordered} ${ORDER[operator]} ${parameters.add(first, "text")}`,
      );
    case "between": {
      const [low, high] = [parameters.add(first, "text"), parameters.add(second, "text")];
      return present(folded, `${folded} <> '' AND ${ordered} BETWEEN ${low} AND ${high}`);
    }
    default:
      return "FALSE";
  }
}

/** The characters that LIKE reads as patterns, taken literally. */
const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
