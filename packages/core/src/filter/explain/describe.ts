import type { JsonValue } from "../../model/index.ts";
import type { ConditionExplanation, Explanation, RelatedExplanation } from "./explanation.ts";

/** A line of the run log names so many conditions. */
const MOST_REASONS = 3;

/**
 * The explanation in one line: the first conditions that stand in the way (`amount is 4000, needs gt 5000`), or
 * that it holds.
 */
export function describe(explanation: Explanation): string {
  if (explanation.holds) return "all conditions hold";
  const reasons = reasonsAgainst(explanation, true);
  const first = reasons.slice(0, MOST_REASONS).join("; ");
  return reasons.length > MOST_REASONS ? `${first}; …` : first;
}

/** Why a part is not as it is wanted. Within a `not` what holds is in the way. */
function reasonsAgainst(explanation: Explanation, wanted: boolean): readonly string[] {
  if (explanation.holds === wanted) return [];
  switch (explanation.kind) {
    case "condition":
      return [describeCondition(explanation, wanted)];
    case "some":
    case "none":
    case "count":
      return [describeRelated(explanation, wanted)];
    case "not":
      return explanation.children.flatMap((child) => reasonsAgainst(child, !wanted));
    case "segment":
    case "record":
      return explanation.children.flatMap((child) => reasonsAgainst(child, wanted));
    case "all":
    case "any": {
      const reasons = explanation.children.flatMap((child) => reasonsAgainst(child, wanted));
      const oneIsEnough = (explanation.kind === "any") === wanted;
      return oneIsEnough ? [reasons.join(" or ")] : reasons;
    }
  }
}

function describeCondition(condition: ConditionExplanation, wanted: boolean): string {
  const { field, operator, expected, actual, before } = condition;
  const seen = before === undefined ? `is ${shown(actual)}` : `was ${shown(before)} and is ${shown(actual)}`;
  const needs = expected === undefined ? operator : `${operator} ${shown(expected)}`;
  return `${field} ${seen}, ${wanted ? "needs" : "must not be"} ${needs}`;
}

function describeRelated(related: RelatedExplanation, wanted: boolean): string {
  const { kind, relation, actual, total, expected } = related;
  const test = kind === "count" && Array.isArray(expected) ? expected.map(shown).join(" ") : kind;
  return `${relation}: ${actual} of ${total} match, ${wanted ? "needs" : "must not be"} ${test}`;
}

const LONGEST = 80;

function shown(value: JsonValue): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "empty";
  const text = Array.isArray(value) ? `[${value.map(shown).join(", ")}]` : plain(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

const plain = (value: JsonValue): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
