import type { Operand } from "../operand.ts";
import type { Operator } from "../operators.ts";
import type { Source } from "../source.ts";
import type { Filter } from "./filter.ts";

/** One comparison: `[field, operator, value]`. */
export interface ConditionNode {
  readonly kind: "condition";
  readonly source: Source;
  readonly operator: Operator;
  readonly operand: Operand;
}

export const ConditionNode = Object.freeze({
  is: (node: Filter): node is ConditionNode => node.kind === "condition",
  create: (parts: Omit<ConditionNode, "kind">): ConditionNode =>
    Object.freeze({ kind: "condition", ...parts }),
});
