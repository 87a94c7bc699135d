import type { AutomationContext } from "../context.ts";
import { enroll } from "../enroll.ts";
import type { Watch } from "../rule-index.ts";
import { judgeWatches, looksAt } from "../watch.ts";
import { isolateParts } from "./isolate.ts";
import type { Outcome, RelatedTask } from "./job.ts";

/** Judges the records of one job. */
export const judgeRelated = async (
  context: AutomationContext,
  task: RelatedTask,
  { all }: { readonly all: boolean },
): Promise<Outcome> => {
  const watch = findWatch(context, task);
  if (watch === null) return { rest: null, failed: [] };
  const failures = await isolateParts(context.unit, task.ids, {
    work: async (ids) => {
      const looks = await looksAt(context, watch, { ids, origin: task.origin, lock: "update" });
      await enroll(context, await judgeWatches(context, looks));
    },
    all,
  });
  return {
    rest: null,
    failed: failures.map(({ item, error }) => ({
      work: { kind: "related", task: { ...task, ids: [item] } },
      error,
    })),
  };
};

/**
 * The watch of the very version: runs end by the one that they are pinned to. Whoever begins to satisfy an automation
 * enters its present version, though another stood when the job was made.
 */
const findWatch = ({ rules }: AutomationContext, task: RelatedTask): Watch | null => {
  const current = rules.active.find((candidate) => candidate.id === task.automation);
  if (current === undefined) return null;
  const version = task.purpose === "enters" ? current.version : task.version;
  return (
    rules.index
      .allWatches(current.object)
      .find(
        ({ rule, purpose }) =>
          rule.id === task.automation && rule.version === version && purpose === task.purpose,
      ) ?? null
  );
};
