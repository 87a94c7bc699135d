import { parseRule, RuleError } from "@cadencia/core/recurrence";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { RecordValues } from "./row.ts";

/** A recurrence rule that nobody can read would leave the event with one occurrence, and nobody would know why. */
export const eventRuleProblems = ({ rrule }: RecordValues): FieldProblem[] => {
  if (typeof rrule !== "string" || rrule === "") return [];
  try {
    parseRule(rrule);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return [{ field: "rrule", code: "wrong_value", message: `rrule: ${error.message}` }];
  }
};
