import { dependencies } from "@cadencia/core/filter";
import type { AutomationContext } from "../context.ts";
import type { CompiledStep, Rule } from "../rule.ts";
import { endRuns } from "../exit.ts";
import { readChanging } from "../jobs/jobs.repo.ts";
import { claimSteps, stillDue } from "../steps.repo.ts";
import type { ClaimedStep } from "../step-rows.ts";
import { executeGroup } from "./execute-group.ts";
import { lockFreeRecords } from "./free-records.repo.ts";

export interface ExecuteLimits {
  /** Steps claimed at once. */
  readonly steps: number;
  /** Groups executed in one transaction; scenarios take one at a time, so that what it causes queues up behind. */
  readonly groups: number;
  /** Only what is due before this instant. */
  readonly before?: Temporal.Instant | null;
  /** Whether what time was to start for a record before a step is waited for. */
  readonly afterMoments?: boolean;
}

/** Executes what is due, in due order. Answers how many steps were taken in hand. */
export const executeDue = async (context: AutomationContext, limits: ExecuteLimits): Promise<number> => {
  const { tx } = context.unit;
  // By what its automation was before the change, a step could do what nobody wants any more.
  const but = await readChanging(tx);
  const { steps, before = null, afterMoments = false } = limits;
  const claimed = await claimSteps(tx, { limit: steps, before, but, afterMoments });
  const groups = await withFreeRecords(context, consecutive(claimed).slice(0, limits.groups));
  for (const [index, group] of groups.entries()) {
    // An earlier group may have ended or moved what a later one was about to do.
    const due = index === 0 ? group : await stillDue(tx, group);
    await executeSteps(context, due);
  }
  return groups.flat().length;
};

/**
 * Leaves steps whose record somebody else is saving to a later round. That save may be about to end the very run:
 * it would wait for the step, and we for the record.
 */
const withFreeRecords = async (
  { unit }: AutomationContext,
  groups: readonly (readonly ClaimedStep[])[],
): Promise<readonly (readonly ClaimedStep[])[]> => {
  const free = new Set<string>();
  for (const [object, steps] of Map.groupBy(groups.flat(), (step) => step.object)) {
    const ids = steps.flatMap((step) => step.record ?? []);
    if (ids.length > 0) for (const id of await lockFreeRecords(unit.tx, object, ids)) free.add(id);
  }
  return groups
    .map((steps) => steps.filter(({ record }) => record === null || free.has(record)))
    .filter((steps) => steps.length > 0);
};

/** Executes claimed steps of one automation's version and one step id. */
export const executeSteps = async (
  context: AutomationContext,
  steps: readonly ClaimedStep[],
): Promise<void> => {
  const [first] = steps;
  if (first === undefined) return;
  const rule = await context.rules.version(context.unit.tx, first.automation, first.version);
  const stop = rule?.stops.get(first.step);
  if (rule === null || stop === undefined) {
    // The version reads a field that was removed since: each run ends, and says so.
    const runs = steps.map((each) => each.run);
    await endRuns(context.unit, { runs }, { reason: "missing_field", detail: `step ${first.step}` });
    return;
  }
  const step = rule.steps.get(first.step) ?? null;
  if (steps.length === 1 || !readsOthers(rule, step))
    return executeGroup(context, { rule, stop, step, steps });
  // What one record's step does may bear on another's condition: one after the other, as if claimed alone.
  for (const each of steps) {
    const [due] = await stillDue(context.unit.tx, [each]);
    if (due !== undefined) await executeGroup(context, { rule, stop, step, steps: [due] });
  }
};

const readsOthers = (rule: Rule, step: CompiledStep | null): boolean => {
  const condition = step?.if ?? null;
  const entered = rule.trigger.kind === "enters" ? rule.trigger.watched.dependencies.related : [];
  return entered.length > 0 || (condition !== null && dependencies(condition).related.length > 0);
};

/** Neighbours of the same step are one group; the order of the claim stays the order of execution. A claim holds a record once. */
const consecutive = (steps: readonly ClaimedStep[]): ClaimedStep[][] => {
  const groups: ClaimedStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && sameStep(first, step)) {
      last.push(step);
    } else {
      groups.push([step]);
    }
  }
  return groups;
};

const sameStep = (left: ClaimedStep, right: ClaimedStep): boolean =>
  left.automation === right.automation && left.version === right.version && left.step === right.step;
