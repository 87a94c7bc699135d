import { evaluate } from "@cadencia/core/filter";
import type { ObjectType } from "@cadencia/core/model";
import { Graph, mergePaths, readRecords, RecordNode } from "../records/index.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import { endRuns } from "./exit.ts";
import { readRunsOfActiveAutomations } from "./merge.repo.ts";
import { filterPaths } from "./paths.ts";
import type { Watched } from "./rule.ts";

/** A run that is on its way to its goal. */
export interface Striving {
  readonly run: string;
  readonly goal: Watched;
}

type Where = { readonly object: ObjectType; readonly record: string };

/** The runs of a record that have not reached their goal. While an automation is off, its activation judges them. */
export const readStriving = async (
  context: AutomationContext,
  { object, record }: Where,
): Promise<Striving[]> => {
  const { unit, rules } = context;
  const found: Striving[] = [];
  for (const { id, automation, version } of await readRunsOfActiveAutomations(unit.tx, record)) {
    const goal = (await rules.version(unit.tx, automation, version))?.goal ?? null;
    if (goal !== null) found.push({ run: id, goal });
  }
  const reached = new Set(await reachedAt(context, found, { object, record }));
  return found.filter((each) => !reached.has(each));
};

/** Ends the runs that moved to a record which has reached what they strove for. */
export const endWhoArrived = async (
  context: AutomationContext,
  striving: readonly Striving[],
  kept: Where,
): Promise<void> => {
  const reached = await reachedAt(context, striving, kept);
  await endRuns(context.unit, { runs: reached.map(({ run }) => run) }, { reason: "goal_reached" });
};

const reachedAt = async (
  context: AutomationContext,
  striving: readonly Striving[],
  { object, record }: Where,
): Promise<readonly Striving[]> => {
  if (striving.length === 0) return [];
  const { unit } = context;
  const [stored] = await readRecords(unit.tx, object, [record]);
  if (stored === undefined) return [];
  const node = new RecordNode(stored);
  const paths = mergePaths(striving.map(({ goal }) => filterPaths(goal.filter)));
  await new Graph(unit.tx, unit.catalog.model).load([node], paths);
  return striving.filter(({ goal }) => evaluate(goal.filter, node, judgedNow(context)));
};
