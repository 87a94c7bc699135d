import { isDeepStrictEqual } from "node:util";
import { evaluate } from "@cadencia/core/filter";
import { cancelDeliveries } from "../../messaging/index.ts";
import { Graph, mergePaths, readRecords, RecordNode } from "../../records/index.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import { endRuns } from "../exit.ts";
import { readMemberships } from "../membership.repo.ts";
import { entryPaths, filterPaths } from "../paths.ts";
import { forgetStandingGoals } from "../pauses.repo.ts";
import { frozenDates, timeStep } from "../plan.ts";
import type { Rule, Stop } from "../rule.ts";
import { completeRuns, insertSteps, runsWithOpenSteps, type Frozen } from "../runs.repo.ts";
import { activeRuns, isActive } from "../steps.repo.ts";
import { moveUnchangedRuns } from "./move-unchanged-runs.ts";
import { continueMoved, notBefore, type MovedRun } from "./continue-moved.ts";
import {
  adoptSteps,
  joinGroup,
  pinRuns,
  readRunsToMove,
  readWaitingSteps,
  replaceSteps,
  retimeMovedSteps,
  type OpenStep,
  type RunToMove,
} from "./move-runs.repo.ts";

/**
 * Moves some of an automation's active runs to the version that was published, step by step by id. A waiting step
 * keeps its base and gets the times of the new version; one that the version lacks ends as `version_replaced`, and
 * the run goes on below the last step that it has behind it. `from`: only the runs of that version.
 */
export const moveRuns = async (
  context: AutomationContext,
  rule: Rule,
  { from, ids }: { readonly from: number | null; readonly ids: readonly string[] },
): Promise<void> => {
  const { tx } = context.unit;
  await moveUnchangedRuns(context, rule, { from, ids });
  const runs = await readRunsToMove(tx, rule, { from, ids });
  if (runs.length > 0) await moveChunk(context, rule, runs);
  tx.afterCommit(tx.workspace.onWork);
};

const moveChunk = async (
  context: AutomationContext,
  rule: Rule,
  runs: readonly RunToMove[],
): Promise<void> => {
  const { unit } = context;
  const ids = runs.map(({ id }) => id);
  const nodes = await readSubjects(context, rule, runs);
  const older = await olderRules(context, rule, runs);
  const moved = runs.map((run): MovedRun => {
    const node = nodes.get(run.record ?? "") ?? null;
    const frozen = frozenAnew({ rule, old: older.get(run.version) ?? null, node }, run.frozen);
    return { id: run.id, record: run.record, node, frozen };
  });
  const waiting = await readWaitingSteps(unit.tx, ids);
  await pinRuns(unit.tx, rule, moved);
  await adoptSteps(unit.tx, rule, ids);
  await endWhoIsOutside(context, rule, moved);
  await endWhoReachedTheGoal(context, rule, { moved, runs, older });
  const { group } = rule.definition.enrollment;
  const grouped = await joinGroup(unit.tx, group, [...(await activeRuns(unit.tx, ids))]);
  await endRuns(unit, { runs: grouped }, { reason: "exclusive_group" });
  const going = await activeRuns(unit.tx, ids);
  const unsent = await replaceSteps(unit.tx, rule, [...going]);
  if (unsent.length > 0) await cancelDeliveries(unit, unsent, { reason: "version_replaced", detail: null });
  await retime(context, rule, { moved, older, steps: waiting.filter(({ run }) => going.has(run)) });
  await goOn(
    context,
    rule,
    moved.filter(({ id }) => going.has(id)),
  );
};

const readSubjects = async (
  { unit }: AutomationContext,
  rule: Rule,
  runs: readonly RunToMove[],
): Promise<ReadonlyMap<string, RecordNode>> => {
  const ids = [...new Set(runs.flatMap(({ record }) => record ?? []))];
  const records = await readRecords(unit.tx, unit.object(rule.object), ids);
  const nodes = new Map(records.map((record) => [record.id, new RecordNode(record)]));
  const paths = mergePaths([entryPaths(rule), filterPaths(rule.goal?.filter ?? null)]);
  await new Graph(unit.tx, unit.catalog.model).load([...nodes.values()], paths);
  return nodes;
};

/** The versions that the runs come from; one that can no longer be read is left out. */
const olderRules = async (
  { unit, rules }: AutomationContext,
  { id }: Rule,
  runs: readonly RunToMove[],
): Promise<ReadonlyMap<number, Rule>> => {
  const older = new Map<number, Rule>();
  for (const version of new Set(runs.map((run) => run.version))) {
    const rule = await rules.version(unit.tx, id, version);
    if (rule !== null) older.set(version, rule);
  }
  return older;
};

/** A date that the run took at its start stays; what the new version freezes besides is taken now. */
const frozenAnew = (
  { rule, old, node }: { rule: Rule; old: Rule | null; node: RecordNode | null },
  taken: Frozen | null,
): Frozen | null => {
  const now = frozenDates(rule, node);
  if (now === null) return taken;
  const kept = Object.entries(taken ?? {}).filter(([id]) => {
    const wait = rule.stops.get(id)?.wait ?? null;
    const before = old?.stops.get(id)?.wait ?? null;
    return fieldOf(wait) === fieldOf(before);
  });
  return { ...now, ...Object.fromEntries(kept) };
};

const fieldOf = (wait: Stop["wait"]): string | null =>
  wait !== null && "until" in wait ? wait.until.field : null;

/** Members were judged anew by the new filter; while the automation is off, its activation judges them. */
const endWhoIsOutside = async (
  { unit }: AutomationContext,
  rule: Rule,
  moved: readonly MovedRun[],
): Promise<void> => {
  if (rule.trigger.kind !== "enters" || !rule.definition.enrollment.exit.leaves) return;
  if (!(await isActive(unit.tx, rule.id))) return;
  const members = await readMemberships(
    unit.tx,
    moved.flatMap(({ record }) => record ?? []),
  );
  const outside = moved.filter(({ record }) => record !== null && !members.has(`${record}/${rule.id}`));
  await endRuns(unit, { runs: outside.map(({ id }) => id) }, { reason: "left_criterion" });
};

/** A goal that is new with this version and that the record reached before. */
const endWhoReachedTheGoal = async (
  context: AutomationContext,
  rule: Rule,
  {
    moved,
    runs,
    older,
  }: { moved: readonly MovedRun[]; runs: readonly RunToMove[]; older: ReadonlyMap<number, Rule> },
): Promise<void> => {
  const { goal } = rule;
  if (goal === null) return;
  const given = moved.filter((_, index) => {
    // Filters and not their texts: a segment that a goal names may be another one by now.
    const before = older.get(runs[index]?.version ?? 0)?.goal?.filter ?? null;
    return !isDeepStrictEqual(before, goal.filter);
  });
  if (given.length === 0) return;
  await forgetStandingGoals(
    context.unit.tx,
    given.map(({ id }) => id),
  );
  const reached = given.filter(
    ({ node }) => node !== null && evaluate(goal.filter, node, judgedNow(context)),
  );
  await endRuns(context.unit, { runs: reached.map(({ id }) => id) }, { reason: "goal_reached" });
};

interface Retiming {
  readonly moved: readonly MovedRun[];
  readonly older: ReadonlyMap<number, Rule>;
  readonly steps: readonly OpenStep[];
}

/** Steps whose wait or window is another; who waits by the same words is left as it stands, held back or not. */
const retime = async (
  { unit }: AutomationContext,
  rule: Rule,
  { moved, older, steps }: Retiming,
): Promise<void> => {
  const runs = new Map(moved.map((run) => [run.id, run]));
  const timings = steps.flatMap((step) => {
    const wanted = rule.stops.get(step.step);
    const before = older.get(step.version)?.stops.get(step.step);
    const run = runs.get(step.run);
    if (wanted === undefined || run === undefined) return [];
    if (before !== undefined && staysAsItIs(before, wanted, step)) return [];
    const reached = { base: Temporal.Instant.from(step.base), record: run.node, frozen: run.frozen };
    const timing = timeStep(wanted, reached, unit.catalog.calendar);
    return [{ id: step.id, timing: notBefore(timing, unit.tx.now) }];
  });
  await retimeMovedSteps(unit.tx, timings);
};

type Timed = Pick<Stop, "wait" | "window">;

const staysAsItIs = (before: Timed, wanted: Timed, { reason, happened }: OpenStep): boolean => {
  if (isDeepStrictEqual([before.wait, before.window], [wanted.wait, wanted.window])) return true;
  // What became of its event is settled: it does not wait for it again.
  const isSettled = happened !== null || reason !== "waiting_event";
  return isSettled && isSameEvent(before.wait, wanted.wait);
};

const isSameEvent = (left: Timed["wait"], right: Timed["wait"]): boolean =>
  left !== null &&
  right !== null &&
  "event" in left &&
  "event" in right &&
  left.event === right.event &&
  isDeepStrictEqual(left.match, right.match);

/** What follows where nothing waits any more; a run that has nothing left is complete. */
const goOn = async (context: AutomationContext, rule: Rule, moved: readonly MovedRun[]): Promise<void> => {
  const { tx } = context.unit;
  const next = await continueMoved(context, rule, moved);
  const isOn = await isActive(tx, rule.id);
  insertSteps(tx, isOn ? next : next.map((step) => ({ ...step, runAt: null })));
  const ids = moved.map(({ id }) => id);
  const open = await runsWithOpenSteps(tx, ids);
  await completeRuns(
    tx,
    ids.filter((id) => !open.has(id)),
  );
};
