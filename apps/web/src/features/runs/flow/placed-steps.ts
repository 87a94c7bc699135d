import type { AutomationInput, DoStepInput, StepInput } from "@cadencia/contracts/automation";

/** A step in reading order, with the ways of branches that lead to it. */
export interface PlacedStep {
  readonly step: DoStepInput;
  /** Conditions of the ways around it, the outermost first; null: otherwise. */
  readonly ways: readonly unknown[];
}

export const placedSteps = ({ steps }: Pick<AutomationInput, "steps">): readonly PlacedStep[] =>
  place(steps, []);

const place = (steps: readonly StepInput[], ways: readonly unknown[]): readonly PlacedStep[] =>
  steps.flatMap((step): readonly PlacedStep[] =>
    "do" in step
      ? [{ step, ways }]
      : step.branch.flatMap((arm) => place(arm.steps, [...ways, "if" in arm ? arm.if : null])),
  );
