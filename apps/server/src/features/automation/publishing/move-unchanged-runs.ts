import { isDeepStrictEqual } from "node:util";
import type { AutomationContext } from "../context.ts";
import { endRuns } from "../exit.ts";
import type { Rule, Stop } from "../rule.ts";
import { isActive } from "../steps.repo.ts";
import { moveUnchanged, runsOfNonMembers, versionsToMove } from "./move-runs.repo.ts";

/**
 * Moves, in a few statements and without reading a record, the runs for which nothing changes where they stand: their
 * open steps wait by the same words in both versions. Whatever else a move may bring leaves them to be taken one by one:
 * a goal, a group, dates to freeze, parallel steps that may be new.
 */
export const moveUnchangedRuns = async (
  context: AutomationContext,
  rule: Rule,
  { from, ids }: { readonly from: number | null; readonly ids: readonly string[] },
): Promise<void> => {
  const { tx } = context.unit;
  if (asksEach(rule)) return;
  for (const version of await versionsToMove(tx, rule, ids)) {
    const old = from === null || from === version ? await context.rules.version(tx, rule.id, version) : null;
    if (old === null || old.definition.enrollment.group !== null) continue;
    const steps = [...rule.stops.values()].filter((stop) => {
      const before = old.stops.get(stop.id);
      return before !== undefined && isDeepStrictEqual(timesOf(before), timesOf(stop));
    });
    await moveUnchanged(tx, rule, { from: version, ids, steps: steps.map(({ id }) => id) });
  }
  const leaves = rule.trigger.kind === "enters" && rule.definition.enrollment.exit.leaves;
  if (!leaves || !(await isActive(tx, rule.id))) return;
  await endRuns(context.unit, { runs: await runsOfNonMembers(tx, rule, ids) }, { reason: "left_criterion" });
};

const timesOf = ({ wait, window }: Stop): unknown => [wait, window];

const asksEach = (rule: Rule): boolean => {
  if (rule.goal !== null || rule.definition.enrollment.group !== null) return true;
  const freezes = [...rule.stops.values()].some(
    ({ wait }) => wait !== null && "until" in wait && wait.until.freeze,
  );
  return freezes || JSON.stringify(rule.definition.steps).includes('"start":"parallel"');
};
