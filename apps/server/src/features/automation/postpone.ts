import type { Origin, Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import type { RelatedTask, SavesTask } from "./jobs/job.ts";
import { insertJobs } from "./jobs/jobs.repo.ts";
import type { Rule } from "./rule.ts";
import type { WayBack } from "./rule-index.ts";

/** One job judges so many: what is done need not be written again with what is left. */
const PART = 1000;

/** Leaves related records beyond the first thousand to the workers; the jobs commit with the save. */
export const postponeRelated = async (
  { unit }: AutomationContext,
  { watch }: WayBack,
  { ids, origin }: { ids: readonly string[]; origin: Origin },
): Promise<void> => {
  const { rule, purpose } = watch;
  const tasks: RelatedTask[] = [];
  for (let start = 0; start < ids.length; start += PART)
    tasks.push({
      automation: rule.id,
      version: rule.version,
      purpose,
      ids: ids.slice(start, start + PART),
      origin,
    });
  await insertJobs(
    unit.tx,
    tasks.map((task) => ({ kind: "related", task })),
  );
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
