import { readRecords, type Save, type SaveUnit, type StoredRecord } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { matchLate, ownLooks } from "../match.ts";
import { indexOf } from "../rule-index.ts";
import { judgeFormer } from "../watch.ts";
import { isolateParts } from "./isolate.ts";
import type { Outcome, SavesTask } from "./job.ts";

/** Matches saves again whose matching failed, record by record where that fails again. */
export const matchAgain = async (
  { rules, ...around }: AutomationContext,
  { saves, concerned }: SavesTask,
  { all }: { readonly all: boolean },
): Promise<Outcome> => {
  const index = indexOf(rules.index, ({ id }) => concerned.includes(id));
  const context = { ...around, rules: { ...rules, index } };
  const ofRecord = [...Map.groupBy(saves, ({ after }) => after.id).values()];
  const failures = await isolateParts(context.unit, ofRecord, {
    work: async (some) => {
      const together = some.flat();
      await endByFormer(context, together);
      await matchLate(context, await asTheyStandNow(context.unit, together));
    },
    all,
  });
  const failed = failures.map(({ item, error }) => ({
    work: { kind: "saves" as const, task: { concerned, saves: item } },
    error,
  }));
  return { rest: null, failed };
};

/** What these saves ended when they were made; a save that came since may have undone it, and knew nothing of it. */
const endByFormer = async (context: AutomationContext, saves: SavesTask["saves"]): Promise<void> => {
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
const asTheyStandNow = async (unit: SaveUnit, saves: SavesTask["saves"]): Promise<Save[]> => {
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
