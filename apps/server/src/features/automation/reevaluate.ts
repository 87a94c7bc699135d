import { readRecords, type Save, type SaveUnit, type StoredRecord } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { enroll } from "./enroll.ts";
import { matchSaves, ownLooks } from "./match.ts";
import {
  delayTask,
  dropTask,
  keepTask,
  readDueTask,
  type RelatedTask,
  type SavesTask,
  type Task,
} from "./reevaluate.repo.ts";
import type { Watch } from "./rule-index.ts";
import { judgeFormer, judgeWatches, looksAt } from "./watch.ts";

const CHUNK = 1000;
/** Minutes until a job that failed is tried again. */
const RETRY_MINUTES = 1;

/** Works off one chunk of the oldest job. A job that fails waits, and holds up nothing else. False when none was due. */
export const workOffTask = async (context: AutomationContext): Promise<boolean> => {
  const { unit } = context;
  const due = await readDueTask(unit.tx);
  if (due === null) return false;
  const attempt = await unit.attempt(() => workOff(context, due));
  if (!attempt.ok) {
    const runAt = unit.tx.now.add(retryDelay(due.attempt)).toString();
    const error = attempt.error instanceof Error ? attempt.error.message : String(attempt.error);
    await delayTask(unit.tx, due.id, { runAt, error });
  }
  return true;
};

const workOff = async (context: AutomationContext, due: Task): Promise<void> => {
  const { unit } = context;
  if (due.kind === "saves") {
    await endByFormer(context, due.task);
    await matchSaves(context, await asTheyStandNow(unit, due.task));
    await dropTask(unit.tx, due.id);
    return;
  }
  const { ids, origin } = due.task;
  const watch = findWatch(context, due.task);
  if (watch !== null) {
    const looks = await looksAt(context, watch, { ids: ids.slice(0, CHUNK), origin, lock: "update" });
    await enroll(context, await judgeWatches(context, looks));
  }
  const rest = watch === null ? [] : ids.slice(CHUNK);
  if (rest.length === 0) await dropTask(unit.tx, due.id);
  else await keepTask(unit.tx, due.id, { ...due.task, ids: rest });
};

/** What these saves ended when they were made; a save that came since may have undone it, and knew nothing of it. */
const endByFormer = async (context: AutomationContext, { saves }: SavesTask): Promise<void> => {
  for (const former of saves.filter((save) => save.kind === "updated")) {
    const object = context.unit.object(former.object);
    const save: Save = { ...former, object, changed: new Set(former.changed) };
    const savedAt = former.after.values["updated_at"];
    if (typeof savedAt === "string") await judgeFormer(context, ownLooks(context, [save]), savedAt);
  }
};

/**
 * The saves whose matching failed, with their records as they are by now: a later save has been matched already,
 * and what it left must not be entered after it. One that a deletion or a restoration has overtaken is settled.
 */
const asTheyStandNow = async (unit: SaveUnit, { saves }: SavesTask): Promise<Save[]> => {
  const current = new Map<string, StoredRecord>();
  for (const [object, group] of Map.groupBy(saves, (save) => save.object)) {
    const ids = [...new Set(group.map((save) => save.after.id))];
    for (const record of await readRecords(unit.tx, unit.object(object), ids, "update"))
      current.set(record.id, record);
  }
  return saves.flatMap((save) => {
    const after = current.get(save.after.id);
    if (after === undefined || (after.deletedAt === null) !== (save.after.deletedAt === null)) return [];
    return [{ ...save, after, object: unit.object(save.object), changed: new Set(save.changed) }];
  });
};

const retryDelay = (attempt: number): { minutes: number } => ({
  minutes: RETRY_MINUTES * 2 ** Math.min(attempt, 8),
});

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
