import { readParkedSteps, type AutomationRow, type ParkedStep } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { RunsTask } from "../jobs/job.ts";
import { timeAfterEvent, timeStep, type Timing } from "../plan.ts";
import { retime } from "../retime.ts";

type Resuming = Extract<RunsTask, { change: "resume" }>;

/** Lets the steps of some runs wait on, by the clock or later by the pause. */
export const resumeRuns = async (
  context: AutomationContext,
  { how, offAt, at }: Resuming,
  runs: readonly string[],
): Promise<void> => {
  const steps = await readParkedSteps(context.unit.tx, runs);
  if (steps.length === 0) return;
  const now = Temporal.Instant.from(at);
  await retimeParked(context, steps, (base) => newBase(base, { row: { deactivatedAt: offAt }, how, now }));
};

export type BaseOf = (base: Temporal.Instant) => Temporal.Instant;

/** From where a step counts after a pause. */
export const newBase = (
  base: Temporal.Instant,
  {
    row,
    how,
    now,
  }: { row: Pick<AutomationRow, "deactivatedAt">; how: Resuming["how"]; now: Temporal.Instant },
): Temporal.Instant => {
  if (how === "keep_clock" || row.deactivatedAt === null) return base;
  return how === "restart" ? now : base.add(now.since(Temporal.Instant.from(row.deactivatedAt)));
};

const retimeParked = (
  context: AutomationContext,
  steps: readonly ParkedStep[],
  baseOf: BaseOf,
): Promise<void> => {
  const { tx, catalog } = context.unit;
  return retime(context, steps, (step, { stop, record }) => {
    const base = baseOf(Temporal.Instant.from(step.base));
    // What became of its event is settled; it does not wait for another.
    const isSettled = stop.wait !== null && "event" in stop.wait && step.happened !== null;
    const timing = isSettled
      ? { ...timeAfterEvent(stop, tx.now, catalog.calendar), base }
      : timeStep(stop, { base, record, frozen: step.frozen }, catalog.calendar);
    return step.retryAt === null ? timing : notBefore(timing, baseOf(Temporal.Instant.from(step.retryAt)));
  });
};

/** A step that failed is tried again no sooner than the policy says, the pause left out as it is of its base. */
const notBefore = (timing: Timing, retryAt: Temporal.Instant): Timing =>
  timing.runAt === null || Temporal.Instant.compare(timing.runAt, retryAt) < 0
    ? { ...timing, runAt: retryAt }
    : timing;
