import { type ActionName, ACTIONS, type Flaw } from "../actions/index.ts";
import { everyDoStep, type Rule } from "./rule.ts";

const flawsOf = (action: ActionName, parameters: unknown): readonly Flaw[] => {
  const judge = ACTIONS[action].flawsOf as (parameters: unknown) => readonly Flaw[];
  return judge(parameters);
};

/** What an action requires beyond the shape of its parameters. */
export const completeParameters: Rule = (automation) =>
  everyDoStep(automation).flatMap(({ step, path, subject }) =>
    flawsOf(step.do, step.with ?? {}).map((flaw) => ({
      code: flaw.code,
      path: [...path, "with", ...flaw.path],
      message: `${subject} (${step.do}) ${flaw.message}`,
    })),
  );
