import { SYSTEM, type Origin, type Outcome } from "../../records/index.ts";
import { DONE, eachStep, type ActionBatch } from "./action.ts";
import { recordOfStep, refused, type StepOutcomes } from "./outcomes.ts";

interface Targets {
  readonly ids: readonly string[];
  readonly origin: (id: string) => Origin;
}

/** Does something to the very records of the steps, all at once. A record that is gone already is done with. */
export const onRecords = async (
  batch: Pick<ActionBatch<unknown>, "steps" | "automation">,
  save: (object: string, targets: Targets) => Promise<readonly Outcome[]>,
): Promise<StepOutcomes> => {
  const { results, failures } = eachStep(batch.steps, recordOfStep);
  const outcomes: StepOutcomes = new Map(failures);
  const pairs = batch.steps.flatMap((step) => {
    const record = results.get(step.id);
    return record === undefined ? [] : [{ step, record }];
  });
  const originOf = new Map(pairs.map(({ step, record }) => [record.id, step.origin]));
  for (const [object, group] of Map.groupBy(pairs, ({ record }) => record.object)) {
    const ids = group.map(({ record }) => record.id);
    const saved = await save(object, { ids, origin: (id) => originOf.get(id) ?? SYSTEM });
    for (const [index, { step }] of group.entries()) {
      const outcome = saved[index];
      const gone = outcome === undefined || outcome.ok || outcome.code === "not_found";
      outcomes.set(step.id, gone ? DONE : refused(outcome));
    }
  }
  return outcomes;
};
