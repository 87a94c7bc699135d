import type { DoStepInput, StepInput } from "@cadencia/contracts/automation";
import { ACTION_CLAUSES } from "./action/index.ts";
import { asTitle, join, text, type Part } from "./parts.ts";
import { aFilter } from "./phrase/filter.ts";
import type { Speech } from "./speech.ts";
import { waitClause } from "./wait/index.ts";
import { windowClause } from "./wait/window.ts";

export const ifClause = (filter: unknown, object: string, speech: Speech): readonly Part[] =>
  filter === undefined ? [] : [...text(`${speech.say("if")} `), ...aFilter(filter, object, speech)];

/** "after 1 day, if the amount is more than 5,000 €, send …". */
export const stepClause = (step: StepInput, object: string, speech: Speech): readonly Part[] => {
  const wait = waitClause(step.wait, object, speech);
  if (!("do" in step)) {
    const arms = step.branch.map((arm) => {
      const head = "if" in arm ? ifClause(arm.if, object, speech) : text(speech.say("else"));
      return join([head, stepsClause(arm.steps, object, speech)], ": ");
    });
    return join([wait, join(arms, "; ")], ", ");
  }
  const window = step.window === undefined ? [] : windowClause(step.window, speech);
  return join([wait, window, ifClause(step.if, object, speech), actionClause(step, object, speech)], ", ");
};

export const stepsClause = (steps: readonly StepInput[], object: string, speech: Speech): readonly Part[] =>
  join(
    steps.map((step) => stepClause(step, object, speech)),
    "; ",
  );

export const actionClause = (step: DoStepInput, object: string, speech: Speech): readonly Part[] =>
  ACTION_CLAUSES[step.do]({ with: step.with ?? {}, object }, speech);

/** What a step is called: the name that it was given, else what it does. */
export const stepTitle = (step: DoStepInput, object: string, speech: Speech): string =>
  step.name ?? asTitle(actionClause(step, object, speech));

/** What a step waits for before it is done, as one line; null where it follows at once. */
export const waitText = (step: DoStepInput, object: string, speech: Speech): readonly Part[] =>
  join(
    [
      waitClause(step.wait, object, speech),
      step.window === undefined ? [] : windowClause(step.window, speech),
    ],
    ", ",
  );
