import { everyBranch, type Rule } from "./rule.ts";

/** What stands below an `else` could never be reached. */
export const elseLast: Rule = (automation) =>
  everyBranch(automation).flatMap(({ step, path, subject }) =>
    step.branch.flatMap((arm, position) => {
      if (!("else" in arm) || position === step.branch.length - 1) return [];
      const message = `${subject} has ways below its "else"; "else" must be the last`;
      return [{ code: "contradiction" as const, path: [...path, "branch", position, "else"], message }];
    }),
  );
