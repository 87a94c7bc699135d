import type { ConditionNode, Filter } from "../nodes/index.ts";
import { isRelative } from "./literal.ts";

/** Whether a condition's truth may change by the mere passing of time. */
export function isTimeCondition({ source, operand }: ConditionNode): boolean {
  if (source.kind === "now") return true;
  if (operand.kind === "duration") return true;
  return operand.kind === "times" && operand.times.some(isRelative);
}

/** Whether a filter's truth may change by the mere passing of time. */
export function dependsOnTime(filter: Filter): boolean {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.filters.some(dependsOnTime);
    case "not":
    case "segment":
      return dependsOnTime(filter.filter);
    case "related":
      return filter.where !== null && dependsOnTime(filter.where);
    case "condition":
      return isTimeCondition(filter);
  }
}
