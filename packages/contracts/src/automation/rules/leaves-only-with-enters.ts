import { type Rule, subjectOf } from "./rule.ts";

/** Only `enters` has a filter that a record can leave. */
export const leavesOnlyWithEnters: Rule = (automation) => {
  if (automation.enrollment?.exit?.leaves === undefined || "enters" in automation.trigger) return [];
  const message = `${subjectOf(automation)} has "exit.leaves", which is allowed only with the trigger "enters"`;
  return [{ code: "misplaced_key", path: ["enrollment", "exit", "leaves"], message }];
};
