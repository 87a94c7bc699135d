import { asText } from "@cadencia/core/model";
import type { Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import {
  takeByAutomation,
  takeByStage,
  takeOfNonMembers,
  type AutoCompletion,
} from "./auto-complete.repo.ts";
import type { Look } from "./watch.ts";

/** Activities planned with `auto_complete` are done when their record leaves the stage they were planned in. */
export const completeOnStageChange = async (
  context: AutomationContext,
  saves: readonly Save[],
): Promise<void> => {
  const moved = saves.filter((save) => save.kind === "updated" && save.changed.has("stage"));
  if (moved.length === 0) return;
  const stages = moved.map((save) => asText(save.after.values["stage"] ?? ""));
  const due = await takeByStage(context.unit.tx, { records: moved.map((save) => save.after.id), stages });
  await complete(context, due, (record) => moved.find((save) => save.after.id === record)?.origin);
};

/** … or the filter by which their automation is entered. */
export const completeOnLeaving = async (context: AutomationContext, left: readonly Look[]): Promise<void> => {
  if (left.length === 0) return;
  const pairs = left.map((look) => ({ record: look.record.id, automation: look.watch.rule.id }));
  const due = await takeByAutomation(context.unit.tx, pairs);
  await complete(context, due, (record) => left.find((look) => look.record.id === record)?.origin);
};

/** … or were put out of it by an edit of a segment. */
export const completeOfNonMembers = async (context: AutomationContext, automation: string): Promise<void> =>
  complete(context, await takeOfNonMembers(context.unit.tx, automation), () => undefined);

const complete = async (
  { unit }: AutomationContext,
  due: readonly AutoCompletion[],
  originOf: (record: string) => Save["origin"] | undefined,
): Promise<void> => {
  if (due.length === 0) return;
  // In the order in which they were planned: a deletion answers in none.
  const planned = due.toSorted((one, other) => (one.activity < other.activity ? -1 : 1));
  await unit.update(
    "activity",
    planned.map(({ activity, record, automation, step }) => ({
      id: activity,
      input: { done: true, done_by_automation: automation },
      origin: { actor: null, cause: originOf(record)?.cause ?? null, runAutomations: true, ascribedTo: step },
    })),
    true,
  );
};
