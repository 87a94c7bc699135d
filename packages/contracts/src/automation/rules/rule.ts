import type { Path, Problem } from "../../problems/index.ts";
import type { AutomationInput } from "../definition.ts";
import type { ArmInput, BranchInput, DoStepInput, StepInput } from "../step.ts";

/** What must hold between the parts of an automation. Paths are those of the automation as it is written. */
export type Rule = (automation: AutomationInput) => readonly Problem[];

export const subjectOf = (automation: AutomationInput): string => `automation "${automation.key}"`;

export interface FoundStep<Kind extends StepInput = StepInput> {
  readonly step: Kind;
  readonly path: Path;
  /** How a message calls it. */
  readonly subject: string;
}

/** Every step and branch in reading order, with its path in the automation. */
export const everyStep = (automation: AutomationInput): readonly FoundStep[] =>
  walk(automation.steps, ["steps"], subjectOf(automation));

export const everyDoStep = (automation: AutomationInput): readonly FoundStep<DoStepInput>[] =>
  everyStep(automation).filter((found): found is FoundStep<DoStepInput> => !("branch" in found.step));

export const everyBranch = (automation: AutomationInput): readonly FoundStep<BranchInput>[] =>
  everyStep(automation).filter((found): found is FoundStep<BranchInput> => "branch" in found.step);

const walk = (steps: readonly StepInput[], above: Path, owner: string): readonly FoundStep[] =>
  steps.flatMap((step, at): readonly FoundStep[] => {
    const path = [...above, at];
    const label = step.id === undefined ? `the branch at step ${at + 1}` : `step "${step.id}"`;
    const own: FoundStep = { step, path, subject: `${label} of ${owner}` };
    if (!("branch" in step)) return [own];
    const inner = step.branch.flatMap((arm: ArmInput, position) =>
      walk(arm.steps, [...path, "branch", position, "steps"], owner),
    );
    return [own, ...inner];
  });
