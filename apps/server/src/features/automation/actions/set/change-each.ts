import { eachStep, type ActionBatch, type StepAtWork } from "../action.ts";
import type { StepOutcomes } from "../outcomes.ts";
import type { StepChanges } from "./changes.ts";
import { writeChanges } from "./write.ts";

/** Makes the changes that each step asks for, all in one save; a step that cannot be done fails alone. */
export const changeEach = async (
  batch: Pick<ActionBatch<unknown>, "unit" | "steps">,
  plan: (step: StepAtWork) => StepChanges,
): Promise<StepOutcomes> => {
  const { results, failures } = eachStep(batch.steps, plan);
  const planned = batch.steps.flatMap((step) => {
    const changes = results.get(step.id);
    return changes === undefined ? [] : [{ step, planned: changes }];
  });
  return new Map([...(await writeChanges(batch.unit, planned)), ...failures]);
};
