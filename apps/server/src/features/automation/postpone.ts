import type { Origin, Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { insertTask, type RelatedTask, type SavesTask } from "./reevaluate.repo.ts";
import type { WayBack } from "./rule-index.ts";

/** Leaves related records beyond the first thousand to the workers; the job commits with the save. */
export const postponeRelated = async (
  { unit }: AutomationContext,
  { watch }: WayBack,
  { ids, origin }: { ids: readonly string[]; origin: Origin },
): Promise<void> => {
  const task: RelatedTask = {
    automation: watch.rule.id,
    version: watch.rule.version,
    purpose: watch.purpose,
    ids,
    origin,
  };
  await insertTask(unit.tx, { id: unit.tx.workspace.newId(), kind: "related", task });
  unit.tx.afterCommit(unit.tx.workspace.onWork);
};

/** Matching failed: the save stands, and is matched again later. */
export const postponeSaves = async ({ unit }: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const task: SavesTask = {
    saves: saves.map((save) => ({ ...save, object: save.object.key, changed: [...save.changed] })),
  };
  await insertTask(unit.tx, { id: unit.tx.workspace.newId(), kind: "saves", task });
  unit.tx.afterCommit(unit.tx.workspace.onWork);
};
