import type { Save } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { armAfter } from "../fire.ts";
import { automationsConcerned } from "../match.ts";
import { concernsMany, endsRuns } from "../moments.repo.ts";
import type { SavesTask, Work } from "./job.ts";
import { tellGivenUp, type Undone } from "./tell-given-up.ts";

/**
 * Work that failed for good is shown in the run log with what went wrong, and told to the admins once for each version
 * of an automation (promise 4).
 */
export const giveUp = async (context: AutomationContext, work: Work, error: string): Promise<void> => {
  await tellGivenUp(context, undoneBy(context, work), error);
  // A flip that was judged would have armed the next one.
  if (work.kind === "moment") await context.unit.attempt(() => armAfter(context, work.task));
};

const undoneBy = (context: AutomationContext, work: Work): readonly Undone[] => {
  const ofOne = (record: string | null, isTrigger = true): readonly Undone[] => {
    const id = "automation" in work.task ? work.task.automation : null;
    const rule = context.rules.active.find((each) => each.id === id);
    return rule === undefined ? [] : [{ rule, record, isTrigger }];
  };
  switch (work.kind) {
    case "related": {
      const { ids, purpose } = work.task;
      return ofOne(ids.length === 1 ? (ids[0] ?? null) : null, purpose === "enters");
    }
    case "runs":
      return ofOne(null, false);
    case "enter":
      return ofOne(null);
    case "start":
      return ofOne(work.task.record);
    case "moment":
      return ofOne(concernsMany(work.task.kind) ? null : work.task.record, !endsRuns(work.task.kind));
    case "event": {
      const { name, object, record, only } = work.task;
      const listening = context.rules.index
        .events(name)
        .filter((rule) => rule.object === object && (only === undefined || rule.id === only));
      return listening.map((rule) => ({ rule, record, isTrigger: true }));
    }
    case "saves": {
      const { concerned } = work.task;
      return savesOf(context, work.task).flatMap((save) =>
        automationsConcerned(context, save)
          .filter(({ id }) => concerned.includes(id))
          .map((rule) => ({ rule, record: save.after.id, isTrigger: true })),
      );
    }
  }
};

const savesOf = ({ unit }: AutomationContext, { saves }: SavesTask): Save[] =>
  saves.map((save) => ({ ...save, object: unit.object(save.object), changed: new Set(save.changed) }));
