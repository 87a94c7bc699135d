import { Graph, readRecords, RecordNode } from "../../records/index.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import { toNewStep } from "../enroll.ts";
import { notifyAdmins } from "../notices.ts";
import type { Reason } from "../reasons.ts";
import { armJudge, stepsAfter, type Next } from "../flow.ts";
import { entryPaths } from "../paths.ts";
import { timeStep, type Timing } from "../plan.ts";
import { asOccasions } from "../recurring/dates.ts";
import type { Rule } from "../rule.ts";
import { eventHappened } from "./awaited.ts";
import { endRuns } from "../exit.ts";
import { continueMoved, type MovedRun } from "../publishing/continue-moved.ts";
import { completeRuns, insertSteps, runsWithOpenSteps, type NewStep } from "../runs.repo.ts";
import type { ClaimedStep } from "../step-rows.ts";
import { activeRuns, endSteps, isActive, type StepEnd } from "../steps.repo.ts";

/** A step whose execution has come to something. */
export interface Ended {
  readonly step: ClaimedStep;
  readonly end: StepEnd;
}

/**
 * Writes how steps of one version ended, and moves their runs on: the next step, or the end of the run. The base
 * of what follows is this very moment.
 */
export const finishSteps = async (
  context: AutomationContext,
  rule: Rule,
  ended: readonly Ended[],
): Promise<void> => {
  const { tx } = context.unit;
  endSteps(
    tx,
    ended.map(({ end }) => end),
  );
  const finished = ended.filter(({ end }) => end.status !== "sending");
  await tellOfBroken(context, rule, finished);
  if (rule.definition.on_failure === "stop") await stopFailed(context, finished);
  const active = await activeRuns(
    tx,
    finished.map(({ step }) => step.run),
  );
  const moving = finished.filter(({ step }) => active.has(step.run));
  const records = await readAfterwards(context, rule, moving);
  const recordOf = ({ step }: Ended): RecordNode | null => records.get(step.record ?? "") ?? null;
  const [moved, others] = [moving.filter(({ step }) => step.moved), moving.filter(({ step }) => !step.moved)];
  const next = [
    ...others.flatMap((each) => following(context, rule, { ...each, record: recordOf(each) })),
    ...(await continueMoved(
      context,
      rule,
      moved.map((each) => toMovedRun(each.step, recordOf(each))),
    )),
  ];
  insertSteps(tx, (await isActive(tx, rule.id)) ? next : next.map(parked));
  await completeEnded(context, rule, { moving, next });
  if (next.length > 0) tx.afterCommit(tx.workspace.onWork);
};

const toMovedRun = (step: ClaimedStep, node: RecordNode | null): MovedRun => ({
  id: step.run,
  record: step.record,
  node,
  frozen: step.frozen,
  happened: eventHappened(step),
});

/** A run is complete when nothing follows its last step. */
const completeEnded = async (
  { unit }: AutomationContext,
  rule: Rule,
  { moving, next }: { moving: readonly Ended[]; next: readonly NewStep[] },
): Promise<void> => {
  const going = new Set(next.map((step) => step.run));
  const ended = moving.map(({ step }) => step.run).filter((run) => !going.has(run));
  const hasParallel = startsInParallel(rule) || moving.some(({ step }) => step.moved);
  const open = hasParallel && ended.length > 0 ? await runsWithOpenSteps(unit.tx, ended) : new Set<string>();
  await completeRuns(
    unit.tx,
    ended.filter((run) => !open.has(run)),
  );
};

/** Reasons that only a change of the automation, or of its publisher's rights, can mend. */
const BROKEN: ReadonlySet<Reason> = new Set([
  "missing_pipeline",
  "missing_field",
  "missing_template",
  "forbidden",
]);

/** Admins are told once for each automation and reason, until it is published again. */
const tellOfBroken = async (
  context: AutomationContext,
  rule: Rule,
  finished: readonly Ended[],
): Promise<void> => {
  const broken = finished.filter(
    ({ end }) => end.status === "failed" && end.reason !== null && BROKEN.has(end.reason),
  );
  for (const reason of new Set(broken.map(({ end }) => end.reason))) {
    await notifyAdmins(context, {
      key: "notice.automation_broken",
      params: { automation: rule.name, reason: reason ?? "" },
      automation: rule.id,
      once: `broken/${rule.id}/${rule.version}/${reason}`,
    });
  }
};

const stopFailed = async ({ unit }: AutomationContext, finished: readonly Ended[]): Promise<void> => {
  const failed = finished.filter(({ end }) => end.status === "failed");
  if (failed.length === 0) return;
  await endRuns(unit, { runs: failed.map(({ step }) => step.run) }, { reason: "previous_failed" });
};

/** Steps of a run may wait beside each other where one of them, or a branch around it, starts in parallel. */
const startsInParallel = ({ steps }: Rule): boolean =>
  [...steps.values()].some(
    ({ definition, placed }) =>
      definition.start === "parallel" || placed.above.some(({ step }) => step.start === "parallel"),
  );

/** The records as the steps left them, where what follows looks at them: a branch, or a date to wait for. */
const readAfterwards = async (
  context: AutomationContext,
  rule: Rule,
  moving: readonly Ended[],
): Promise<ReadonlyMap<string, RecordNode>> => {
  const { unit } = context;
  const waitsUntil = [...rule.stops.values()].some(({ wait }) => wait !== null && "until" in wait);
  if (rule.arms.size === 0 && !waitsUntil) return new Map();
  const ids = moving.flatMap(({ step }) => step.record ?? []);
  if (ids.length === 0) return new Map();
  const records = await readRecords(unit.tx, unit.object(rule.object), ids);
  const nodes = records.map((record) => new RecordNode(record));
  await new Graph(unit.tx, unit.catalog.model).load(nodes, entryPaths(rule));
  const steps = moving.map(({ step }) => step);
  return asOccasions(context, new Map(nodes.map((node) => [node.id, node])), steps);
};

const following = (
  context: AutomationContext,
  rule: Rule,
  { step, end, record }: Ended & { readonly record: RecordNode | null },
): NewStep[] => {
  const judged = { ...judgedNow(context), wait: { happened: eventHappened(step) } };
  const finished = { step: step.step, passed: end.status !== "done" };
  return stepsAfter(rule, finished, armJudge(rule, record, judged)).map((next) =>
    toNewStep(
      context,
      { rule, run: step.run, record: step.record, step: next.stop.id, caused: true },
      timeNext(context, { step, record }, next),
    ),
  );
};

/** What starts in parallel counts from the start of the run, and may so be due already: it runs now. */
const timeNext = (
  { unit: { tx, catalog } }: AutomationContext,
  { step, record }: { readonly step: ClaimedStep; readonly record: RecordNode | null },
  { stop, fromStart }: Next,
): Timing => {
  const base = fromStart ? Temporal.Instant.from(step.runBase) : tx.now;
  const timing = timeStep(stop, { base, record, frozen: step.frozen }, catalog.calendar);
  const isPast = timing.runAt !== null && Temporal.Instant.compare(timing.runAt, tx.now) < 0;
  return isPast ? { ...timing, runAt: tx.now } : timing;
};

/** While its automation is off a step keeps its due moment and is not claimed. */
const parked = (step: NewStep): NewStep => ({ ...step, runAt: null });
