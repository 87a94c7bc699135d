import { Graph, mergePaths, readRecords, RecordNode } from "../records/index.ts";
import {
  readParkedSteps,
  readVersionsOfActiveRuns,
  runsOutside,
  type AutomationRow,
  type ParkedStep,
} from "./automations.repo.ts";
import type { AutomationContext } from "./context.ts";
import { entryPaths } from "./paths.ts";
import { timeStep, type Timing } from "./plan.ts";
import type { Rule } from "./rule.ts";
import { endRuns } from "./exit.ts";
import { retimeSteps } from "./until.repo.ts";

/**
 * What becomes of steps that waited while their automation was off: `shift` moves their base by the length of the
 * pause, `keep_clock` leaves it, `restart` counts from now, `discard` cancels them.
 */
export type Resume = "shift" | "keep_clock" | "restart" | "discard";

export const resumeSteps = async (
  context: AutomationContext,
  { rule, row, how }: { rule: Rule; row: AutomationRow; how: Resume },
): Promise<void> => {
  const { tx } = context.unit;
  if (how === "discard") {
    await endRuns(context.unit, { automation: rule.id }, { reason: "discarded" });
    return;
  }
  await endRunsOfThoseWhoLeft(context, rule);
  const steps = await readParkedSteps(tx, rule.id);
  if (steps.length === 0) return;
  await retime(context, rule, { steps, baseOf: (step) => newBase(step, { row, how, now: tx.now }) });
};

const newBase = (
  step: ParkedStep,
  { row, how, now }: { row: AutomationRow; how: Resume; now: Temporal.Instant },
): Temporal.Instant => {
  const base = Temporal.Instant.from(step.base);
  if (how === "keep_clock" || row.deactivatedAt === null) return base;
  return how === "restart" ? now : base.add(now.since(Temporal.Instant.from(row.deactivatedAt)));
};

/** Who left during the pause is judged first, each run by the filter of its own version. */
const endRunsOfThoseWhoLeft = async ({ unit, rules }: AutomationContext, current: Rule): Promise<void> => {
  for (const version of await readVersionsOfActiveRuns(unit.tx, current.id)) {
    const rule = version === current.version ? current : await rules.version(unit.tx, current.id, version);
    if (rule?.trigger.kind !== "enters" || !rule.definition.enrollment.exit.leaves) continue;
    const runs = await runsOutside(unit, rule, rule.trigger.watched.filter);
    await endRuns(unit, { runs }, { reason: "left_criterion" });
  }
};

const retime = async (
  { unit, rules }: AutomationContext,
  rule: Rule,
  { steps, baseOf }: { steps: readonly ParkedStep[]; baseOf: (step: ParkedStep) => Temporal.Instant },
): Promise<void> => {
  const object = unit.object(rule.object);
  const records = await readRecords(unit.tx, object, [
    ...new Set(steps.flatMap((step) => step.record ?? [])),
  ]);
  const nodes = new Map(records.map((record) => [record.id, new RecordNode(record)]));
  await new Graph(unit.tx, unit.catalog.model).load([...nodes.values()], mergePaths([entryPaths(rule)]));
  const timings: Parameters<typeof retimeSteps>[1][number][] = [];
  for (const step of steps) {
    const pinned = step.version === rule.version ? rule : await rules.version(unit.tx, rule.id, step.version);
    const stop = pinned?.stops.get(step.step);
    if (stop === undefined) continue;
    const record = nodes.get(step.record ?? "") ?? null;
    const base = baseOf(step);
    // What became of its event is settled; it does not wait for another.
    const isSettled = stop.wait !== null && "event" in stop.wait && step.happened !== null;
    const timing = isSettled
      ? dueNow(base, unit.tx.now)
      : timeStep(stop, { base, record, frozen: step.frozen }, unit.catalog.calendar);
    timings.push({ id: step.id, timing });
  }
  await retimeSteps(unit.tx, timings);
};

/** The event that the step waited for came during the pause. */
const dueNow = (base: Temporal.Instant, now: Temporal.Instant): Timing => ({
  reason: "waiting_time",
  base,
  due: now,
  runAt: now,
  follows: null,
});
