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

/** Steps that wait until a date move with it, or wait while it is empty; not the one that moves it: its wait is over. */
export const moveUntilSteps = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const moving = saves.filter(movesDates);
  if (moving.length === 0) return;
  const executing = moving.flatMap((save) => save.origin.cause?.step ?? []);
  await followDates(
    context,
    moving.map((save) => save.after.id),
    executing,
  );
};

/** The same for whatever waits on these records, whether a save says that a date moved or not. */
export const followDates = async (
  context: AutomationContext,
  records: readonly string[],
  except: readonly string[] = [],
): Promise<void> => {
  const waiting = await readUntilSteps(context.unit.tx, records);
  const steps = waiting.filter(({ id }) => !except.includes(id));
  if (steps.length === 0) return;
  const { tx, catalog } = context.unit;
  await retime(context, steps, (step, { stop, record }) => {
    const timing = timeStep(stop, { base: tx.now, record, frozen: null }, catalog.calendar);
    // A moment that is past now is due now; the step keeps its base, should a new version let it wait otherwise.
    return { ...timing, base: Temporal.Instant.from(step.base) };
  });
  tx.afterCommit(tx.workspace.onWork);
};
