import type { RunPayload } from "@cadencia/contracts/api";
import type { AutomationInput, DoStepInput, StepInput } from "@cadencia/contracts/automation";
import type { StepState } from "../../../ui/state-mark.tsx";

type Recorded = RunPayload["steps"][number];

/** A step of a run as it is drawn: how it is written, and what became of it. */
export interface RunStep {
  readonly id: string;
  /** Null: this version of the automation may not be seen. */
  readonly written: DoStepInput | null;
  /** Null: not reached. */
  readonly recorded: Recorded | null;
}

/** Every step in reading order, with what became of it; ways that were not taken are left out. */
export const stepsOfRun = (
  steps: readonly Recorded[],
  definition: Pick<AutomationInput, "steps"> | null,
): readonly RunStep[] => {
  const recorded = new Map(steps.map((step) => [step.step, step]));
  if (definition === null) return steps.map((step) => ({ id: step.step, written: null, recorded: step }));
  return written(definition.steps, recorded).map((step) => ({
    id: step.id,
    written: step,
    recorded: recorded.get(step.id) ?? null,
  }));
};

const written = (
  steps: readonly StepInput[],
  recorded: ReadonlyMap<string, unknown>,
): readonly DoStepInput[] =>
  steps.flatMap((step): readonly DoStepInput[] => {
    if ("do" in step) return [step];
    const arms = step.branch.map((arm) => written(arm.steps, recorded));
    const taken = arms.find((arm) => arm.some(({ id }) => recorded.has(id)));
    return taken ?? arms.flat();
  });

const STATES: Readonly<Record<string, StepState>> = {
  done: "done",
  completed: "done",
  skipped: "skipped",
  suppressed: "skipped",
  failed: "failed",
  cancelled: "cancelled",
  uncertain: "uncertain",
  waiting: "waiting",
  started: "waiting",
};

export const stateOf = (recorded: Pick<Recorded, "status"> | null): StepState =>
  recorded === null ? "pending" : (STATES[recorded.status] ?? "waiting");
