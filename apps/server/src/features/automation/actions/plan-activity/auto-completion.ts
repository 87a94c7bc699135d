import type { ActionBatch } from "../action.ts";
import type { CreatedFor } from "../create-each.ts";
import { insertAutoCompletions, type AutoCompletion } from "./auto-completion.repo.ts";

/** Remembers which activities are done by themselves, and what has to be left for that. */
export const armAutoCompletion = async (
  batch: ActionBatch<unknown>,
  planned: readonly CreatedFor[],
): Promise<void> => {
  const rows = planned.flatMap(({ step, record: activity }): AutoCompletion[] => {
    const { record } = step;
    if (record === null) return [];
    const common = { activity: activity.id, record: record.id, step: step.id };
    if (batch.automation.enters) return [{ ...common, stage: null, automation: batch.automation.id }];
    const stage = record.value("stage");
    // Without a stage there is nothing to leave; the activity stays until somebody does it.
    return typeof stage === "string" ? [{ ...common, stage, automation: null }] : [];
  });
  await insertAutoCompletions(batch.unit.tx, rows);
};
