import { ACTIONS } from "../actions/index.ts";
import { everyDoStep, type Rule } from "./rule.ts";

/** When `on: deleted` fires there is nothing left to work on. */
export const noRecordAfterDeletion: Rule = (automation) => {
  if (!("on" in automation.trigger) || automation.trigger.on !== "deleted") return [];
  return everyDoStep(automation).flatMap(({ step, path, subject }) => {
    if (!ACTIONS[step.do].needsRecord) return [];
    const message = `${subject} cannot ${step.do}: it needs a record, and "on: deleted" leaves none`;
    return [{ code: "needs_record" as const, path: [...path, "do"], message }];
  });
};
