import { everyStep, type Rule } from "./rule.ts";

/** Runs, logs and new versions find a step by its id. */
export const uniqueStepIds: Rule = (automation) => {
  const seen = new Set<string>();
  return everyStep(automation).flatMap(({ step, path }) => {
    if (step.id === undefined || !seen.has(step.id)) {
      if (step.id !== undefined) seen.add(step.id);
      return [];
    }
    const message = `automation "${automation.key}" has two steps with the id "${step.id}"`;
    return [{ code: "duplicate" as const, path: [...path, "id"], message }];
  });
};
