import { Graph, mergePaths, readRecords, RecordNode, type Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { entryPaths } from "./paths.ts";
import { timeStep } from "./plan.ts";
import { asOccasion } from "./recurring/dates.ts";
import type { Rule } from "./rule.ts";
import { readUntilSteps, retimeSteps, type UntilStep } from "./until.repo.ts";

/** Steps that wait until a date follow it; only saves that change a date or a relation can move them. */
export const movesDates = (save: Save): boolean =>
  save.kind === "updated" &&
  [...save.changed].some((key) => {
    const type = save.object.fields.get(key)?.type;
    return type === "date" || type === "datetime" || type === "relation" || type === "user";
  });

/** Steps that wait until a date move with it, or wait while it is empty. */
export const moveUntilSteps = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const moved = saves.filter(movesDates).map((save) => save.after.id);
  if (moved.length > 0) await followDates(context, moved);
};

/** The same for whatever waits on these records, whether a save says that a date moved or not. */
export const followDates = async (context: AutomationContext, records: readonly string[]): Promise<void> => {
  const steps = await readUntilSteps(context.unit.tx, records);
  if (steps.length > 0) await retimeUntilSteps(context, steps);
};

const retimeUntilSteps = async (context: AutomationContext, steps: readonly UntilStep[]): Promise<void> => {
  const { unit, rules } = context;
  const known: { step: UntilStep; rule: Rule }[] = [];
  for (const step of steps) {
    const rule = await rules.version(unit.tx, step.automation, step.version);
    if (rule !== null) known.push({ step, rule });
  }
  for (const group of Map.groupBy(known, ({ rule }) => rule.object).values()) {
    const object = unit.object(group[0]?.rule.object ?? "");
    const records = await readRecords(unit.tx, object, [...new Set(group.map(({ step }) => step.record))]);
    const nodes = new Map(records.map((record) => [record.id, new RecordNode(record)]));
    const paths = mergePaths([...new Set(group.map(({ rule }) => rule))].map(entryPaths));
    await new Graph(unit.tx, unit.catalog.model).load([...nodes.values()], paths);
    await retimeSteps(
      unit.tx,
      group.flatMap(({ step, rule }) => {
        const stored = nodes.get(step.record);
        const record = stored === undefined ? undefined : asOccasion(context, stored, step.occasion);
        const stop = rule.stops.get(step.step);
        if (record === undefined || stop === undefined) return [];
        const seen = { base: unit.tx.now, record, frozen: null };
        const timing = timeStep(stop, seen, unit.catalog.calendar);
        // A moment that is past now is due now; the step keeps its base, should a new version let it wait otherwise.
        return [{ id: step.id, timing: { ...timing, base: Temporal.Instant.from(step.base) } }];
      }),
    );
  }
  unit.tx.afterCommit(unit.tx.workspace.onWork);
};
