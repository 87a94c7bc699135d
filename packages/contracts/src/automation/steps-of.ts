import { type Branch, type DoStep, isBranch, type Step } from "./step.ts";

/** Where a step stands: its position, then for each branch on the way the arm and the position within it. */
export type IndexPath = readonly number[];

/** One branch above a step, and the arm in which the step stands. */
export interface Fork {
  readonly branch: IndexPath;
  readonly step: Branch;
  readonly arm: number;
}

export interface PlacedStep {
  readonly step: DoStep;
  /** Among all steps that do something, in reading order from 0. */
  readonly position: number;
  /** `[2]`, or `[2, 0, 1]`: second step of the first arm of the branch that is the third step. */
  readonly index: IndexPath;
  /** The branches above it, outermost first. */
  readonly above: readonly Fork[];
}

type Unnumbered = Omit<PlacedStep, "position">;

/** Every step that does something, in reading order, with the branches that lead to it. */
export const stepsOf = (definition: { readonly steps: readonly Step[] }): readonly PlacedStep[] =>
  placed(definition.steps, [], []).map((entry, position) => ({ ...entry, position }));

const placed = (steps: readonly Step[], prefix: IndexPath, above: readonly Fork[]): readonly Unnumbered[] =>
  steps.flatMap((step, at): readonly Unnumbered[] => {
    const index = [...prefix, at];
    if (!isBranch(step)) return [{ step, index, above }];
    return step.branch.flatMap((way, arm) =>
      placed(way.steps, [...index, arm], [...above, { branch: index, step, arm }]),
    );
  });
