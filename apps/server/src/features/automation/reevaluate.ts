import type { AutomationContext } from "./context.ts";
import { enroll } from "./enroll.ts";
import { matchSaves } from "./match.ts";
import { dropTask, keepTask, readDueTask, type RelatedTask } from "./reevaluate.repo.ts";
import type { Watch } from "./rule-index.ts";
import { judgeWatches, looksAt } from "./watch.ts";

const CHUNK = 1000;
/** Minutes until a job that failed is tried again. */
const RETRY_MINUTES = 1;

/** Works off one chunk of the oldest job. False when nothing was due. */
export const workOffTask = async (context: AutomationContext): Promise<boolean> => {
  const { unit } = context;
  const due = await readDueTask(unit.tx);
  if (due === null) return false;
  if (due.kind === "saves") {
    await matchSaves(context, due.task.saves.map((save) => ({ ...save, object: unit.object(save.object), changed: new Set(save.changed) })));
    await dropTask(unit.tx, due.id);
    return true;
  }
  const { ids, origin } = due.task;
  const watch = findWatch(context, due.task);
  if (watch !== null) {
    const looks = await looksAt(context, watch, { ids: ids.slice(0, CHUNK), origin });
    await enroll(context, await judgeWatches(context, looks));
  }
  const rest = watch === null ? [] : ids.slice(CHUNK);
  if (rest.length === 0) await dropTask(unit.tx, due.id);
  else await keepTask(unit.tx, due.id, { ...due.task, ids: rest });
  return true;
};

export const retryDelay = (attempt: number): { minutes: number } => ({ minutes: RETRY_MINUTES * 2 ** Math.min(attempt, 8) });

/** The watch as it is now; a version that is gone needs no judgement any more. */
const findWatch = ({ rules }: AutomationContext, task: RelatedTask): Watch | null => {
  const rule = rules.active.find((candidate) => candidate.id === task.automation);
  if (rule === undefined || rule.version !== task.version) return null;
  return rules.index.allWatches(rule.object).find((watch) => watch.rule === rule && watch.purpose === task.purpose) ?? null;
};
