import type { Origin, Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import type { RelatedTask, SavesTask } from "./jobs/job.ts";
import { insertJobs } from "./jobs/jobs.repo.ts";
import type { Rule } from "./rule.ts";
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
  await insertJobs(unit.tx, [{ kind: "related", task }]);
};

/** Matching failed: the save stands, and is matched again later. */
export const postponeSaves = async (
  { unit }: AutomationContext,
  { saves, concerned }: { readonly saves: readonly Save[]; readonly concerned: readonly Rule[] },
): Promise<void> => {
  const task: SavesTask = {
    concerned: [...new Set(concerned.map(({ id }) => id))],
    saves: saves.map((save) => ({ ...save, object: save.object.key, changed: [...save.changed] })),
  };
  await insertJobs(unit.tx, [{ kind: "saves", task }]);
};
