import { idsOn, type Input, type StoredRecord } from "../../records/index.ts";
import { eachStep, type ActionBatch, type StepAtWork, type StepOutcome } from "./action.ts";
import { outcomeOf, type StepOutcomes } from "./outcomes.ts";

/** A record that a step creates. */
export interface Creation {
  readonly id?: string;
  readonly input: Input;
  /** Ids that it takes over, besides those that stand on the step's record. */
  readonly along?: readonly string[];
  /** How the step ends when all goes well; done when left out. */
  readonly success?: StepOutcome;
}

export interface CreatedFor {
  readonly step: StepAtWork;
  readonly record: StoredRecord;
  readonly creation: Creation;
}

/** Creates what each step asks for, all in one save. A step whose record is refused fails; the others do not. */
export const createEach = async (
  batch: Pick<ActionBatch<unknown>, "unit" | "steps">,
  object: string,
  build: (step: StepAtWork) => Creation | readonly Creation[],
): Promise<{ readonly outcomes: StepOutcomes; readonly created: readonly CreatedFor[] }> => {
  const { results, failures } = eachStep(batch.steps, build);
  const wanted = batch.steps.flatMap((step) =>
    [results.get(step.id) ?? []].flat().map((creation) => ({ step, creation })),
  );
  const saved = await batch.unit.create(
    object,
    wanted.map(({ step, creation }) => ({
      ...(creation.id === undefined ? {} : { id: creation.id }),
      input: creation.input,
      origin: step.origin,
      along: new Set([...(step.record === null ? [] : idsOn(step.record.record)), ...(creation.along ?? [])]),
    })),
  );
  const outcomes: StepOutcomes = new Map(failures);
  const created = wanted.flatMap(({ step, creation }, index): CreatedFor[] => {
    const outcome = saved[index];
    if (outcomes.get(step.id)?.status !== "failed")
      outcomes.set(step.id, outcomeOf(outcome, creation.success));
    return outcome?.ok === true ? [{ step, creation, record: outcome.record }] : [];
  });
  return { outcomes, created };
};
