import type { ConditionNode, Filter } from "./nodes/index.ts";
import { allKeys } from "./operand.ts";

/**
 * The stages of which a record must stand in one for the filter to hold; null when the filter does not say. Who
 * stood in none of them before a change, and stands in none after it, was and is outside.
 */
export function requiredStages(filter: Filter): ReadonlySet<string> | null {
  switch (filter.kind) {
    case "condition":
      return stagesOf(filter);
    case "segment":
      return requiredStages(filter.filter);
    case "all":
      return filter.filters.map(requiredStages).find((stages) => stages !== null) ?? null;
    case "any": {
      const parts = filter.filters.map(requiredStages);
      return parts.every((stages) => stages !== null)
        ? new Set(parts.flatMap((stages) => [...stages]))
        : null;
    }
    case "not":
    case "related":
      return null;
  }
}

const stagesOf = ({ source, operator, operand }: ConditionNode): ReadonlySet<string> | null => {
  if (source.kind !== "field" || source.path.length > 0 || source.field.key !== "stage") return null;
  if (operand.kind !== "choices" || (operator !== "is" && operator !== "in")) return null;
  return new Set(allKeys(operand));
};
