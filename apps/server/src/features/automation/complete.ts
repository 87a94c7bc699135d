import { Refusal } from "../../platform/errors/index.ts";
import type { Origin } from "../records/index.ts";
import { recordOf } from "../records/index.ts";
import { openByName } from "./complete.repo.ts";
import type { AutomationContext } from "./context.ts";

/** An activity or a task is done by hand. */
export const completeByName = async (
  { unit }: AutomationContext,
  { summary, record, origin }: { summary: string; record: string | null; origin: Origin },
): Promise<void> => {
  const found = await openByName(unit.tx, { summary, record });
  if (found === null) throw new Refusal("not_found", `there is no open activity or task "${summary}"`);
  const input = found.object === "activity" ? { done: true, done_by: origin.actor } : { done: true };
  for (const outcome of await unit.update(found.object, [{ id: found.id, input, origin }])) recordOf(outcome);
};
