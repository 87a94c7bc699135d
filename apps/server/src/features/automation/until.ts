import type { Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { timeStep } from "./plan.ts";
import { retime } from "./retime.ts";
import { readUntilSteps } from "./until.repo.ts";

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
  if (steps.length === 0) return;
  const { tx, catalog } = context.unit;
  await retime(context, steps, (step, { stop, record }) => {
    const timing = timeStep(stop, { base: tx.now, record, frozen: null }, catalog.calendar);
    // A moment that is past now is due now; the step keeps its base, should a new version let it wait otherwise.
    return { ...timing, base: Temporal.Instant.from(step.base) };
  });
  tx.afterCommit(tx.workspace.onWork);
};
