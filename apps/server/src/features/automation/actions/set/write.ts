import { readRecords, type Edit, type SaveUnit, type StoredRecord } from "../../../records/index.ts";
import type { StepAtWork, StepOutcome } from "../action.ts";
import { refused, type StepOutcomes } from "../outcomes.ts";
import { applied } from "./apply.ts";
import type { StepChanges } from "./changes.ts";

interface Target {
  readonly object: string;
  readonly steps: Set<string>;
  edit: Edit;
}

export interface PlannedStep {
  readonly step: StepAtWork;
  readonly planned: StepChanges;
}

/**
 * Saves what several steps change: one edit a record, however many steps reach it (two deals of one contact),
 * each counted from the record as it is locked now.
 */
export const writeChanges = async (
  unit: SaveUnit,
  planned: readonly PlannedStep[],
): Promise<StepOutcomes> => {
  const current = await lockTargets(unit, planned);
  const targets = new Map<string, Target>();
  for (const {
    step,
    planned: { changes },
  } of planned) {
    for (const change of changes) {
      const { id, object } = change.target;
      const target = targets.get(id) ?? {
        object,
        steps: new Set(),
        edit: { id, input: {}, origin: step.origin },
      };
      const base = current.get(id)?.values ?? {};
      target.edit = { ...target.edit, input: applied(target.edit.input, change, base) };
      target.steps.add(step.id);
      targets.set(id, target);
    }
  }
  const outcomes: StepOutcomes = new Map(planned.map(({ step, planned: { success } }) => [step.id, success]));
  for (const [object, group] of Map.groupBy(targets.values(), (target) => target.object)) {
    for (const [id, failure] of await saveGroup(unit, object, group)) outcomes.set(id, failure);
  }
  return outcomes;
};

/** Locked object by object and in id order, as every save locks. */
const lockTargets = async (
  unit: SaveUnit,
  planned: readonly PlannedStep[],
): Promise<ReadonlyMap<string, StoredRecord>> => {
  const nodes = planned.flatMap(({ planned: { changes } }) => changes.map((change) => change.target));
  const records = new Map<string, StoredRecord>();
  for (const [object, group] of Map.groupBy(nodes, (node) => node.object)) {
    const ids = [...new Set(group.map((node) => node.id))];
    for (const record of await readRecords(unit.tx, unit.object(object), ids, "update"))
      records.set(record.id, record);
  }
  return records;
};

const saveGroup = async (
  unit: SaveUnit,
  object: string,
  targets: readonly Target[],
): Promise<readonly (readonly [string, StepOutcome])[]> => {
  const saved = await unit.update(
    object,
    targets.map((target) => target.edit),
  );
  return targets.flatMap((target, index) => {
    const outcome = saved[index];
    if (outcome === undefined || outcome.ok) return [];
    return [...target.steps].map((step) => [step, refused(outcome)] as const);
  });
};
