import { evaluate } from "@cadencia/core/filter";
import { Graph, RecordNode, type Save } from "../records/index.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import { filterPaths } from "./paths.ts";
import type { Rule } from "./rule.ts";
import { logNotStarted, type NotStarted } from "./run-log.repo.ts";

/** In a trace: what automations that are switched off would have been started by (`automation_inactive`). */
export const traceInactive = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const entries: NotStarted[] = [];
  for (const rule of context.rules.inactive) {
    for (const save of saves.filter((each) => each.object.key === rule.object)) {
      if (!(await isTriggered(context, rule, save))) continue;
      const { id: automation, version } = rule;
      entries.push({
        automation,
        version,
        record: save.after.id,
        reason: "automation_inactive",
        detail: null,
      });
    }
  }
  await logNotStarted(context.unit.tx, entries);
};

const isTriggered = async (context: AutomationContext, { trigger }: Rule, save: Save): Promise<boolean> => {
  switch (trigger.kind) {
    case "on": {
      if (!trigger.saves.has(save.kind)) return false;
      const watched =
        trigger.fields === null ||
        save.kind === "created" ||
        [...trigger.fields].some((field) => save.changed.has(field));
      if (!watched || trigger.before === null || save.before === null) return watched;
      const before = new RecordNode(save.before);
      await new Graph(context.unit.tx, context.unit.catalog.model).load(
        [before],
        filterPaths(trigger.before),
      );
      return evaluate(trigger.before, before, judgedNow(context));
    }
    case "enters": {
      if (save.kind !== "created" && save.kind !== "updated") return false;
      const nodes = [save.before, save.after].map((record) =>
        record === null ? null : new RecordNode(record),
      );
      const graph = new Graph(context.unit.tx, context.unit.catalog.model);
      await graph.load(
        nodes.flatMap((node) => node ?? []),
        filterPaths(trigger.watched.filter),
      );
      const [before, after] = nodes.map(
        (node) =>
          node !== null && node !== undefined && evaluate(trigger.watched.filter, node, judgedNow(context)),
      );
      return after === true && before !== true;
    }
    default:
      return false;
  }
};
