import type { Transaction } from "../../platform/workspace/index.ts";
import { resumeDeliveries } from "../messaging/index.ts";
import type { AutomationRow } from "./automations.repo.ts";
import type { AutomationContext } from "./context.ts";
import { changeRuns } from "./changing/change-runs.ts";
import { endAllRuns } from "./changing/end-all-runs.ts";
import { readLastRun } from "./changing/change-runs.repo.ts";
import { newBase, type BaseOf } from "./changing/resume-runs.ts";
import type { Job } from "./jobs/job.ts";
import { dropJobs, readParkedJobs, resumeJobs } from "./jobs/jobs.repo.ts";
import { concernsMany } from "./moments.repo.ts";
import type { Rule } from "./rule.ts";
import { endRuns } from "./exit.ts";
import {
  moveRestingSteps,
  readRestingSteps,
  readVersionsOfActiveRuns,
  runsOutside,
  runsThatReached,
  type RestingStep,
} from "./pauses.repo.ts";

/**
 * What becomes of steps that waited while their automation was off: `shift` moves their base by the length of the
 * pause, `keep_clock` leaves it, `restart` counts from now, `discard` cancels them.
 */
export type Resume = "shift" | "keep_clock" | "restart" | "discard";

/** So many steps or jobs are held in memory at once. */
const PART = 1000;

/** Answers whether it has come to all runs. */
export const resumeSteps = async (
  context: AutomationContext,
  { rule, row, how }: { rule: Rule; row: AutomationRow; how: Resume },
): Promise<boolean> => {
  const { tx } = context.unit;
  if (how === "discard") {
    await dropJobs(tx, rule.id);
    return endAllRuns(context, rule.id, { reason: "discarded", startedBefore: tx.now.toString() });
  }
  await endRunsOfThoseWhoLeft(context, rule);
  const baseOf = (base: Temporal.Instant) => newBase(base, { row, how, now: tx.now });
  await resumeSending(context, rule, baseOf);
  await resumeParkedJobs(tx, rule.id, baseOf);
  const last = await readLastRun(tx, rule.id);
  if (last === null) return true;
  const { deactivatedAt: offAt } = row;
  return changeRuns(context, {
    automation: rule.id,
    change: "resume",
    how,
    offAt,
    at: tx.now.toString(),
    last,
  });
};

/** A step that was reached keeps what is left of its lateness, and its messages go on. */
const resumeSending = async (
  { unit: { tx } }: AutomationContext,
  rule: Rule,
  baseOf: BaseOf,
): Promise<void> => {
  for (let after: string | null = null; ;) {
    const steps: RestingStep[] = await readRestingSteps(tx, rule.id, { after, limit: PART });
    const last = steps.at(-1);
    if (last === undefined) return;
    await moveRestingSteps(
      tx,
      steps.map(({ id, base, due }) => ({
        id,
        base: baseOf(Temporal.Instant.from(base)),
        due: due === null ? null : baseOf(Temporal.Instant.from(due)),
      })),
    );
    await resumeDeliveries(
      tx,
      steps.map(({ id }) => id),
      baseOf,
    );
    after = last.id;
  }
};

const resumeParkedJobs = async (tx: Transaction, automation: string, baseOf: BaseOf): Promise<void> => {
  for (let after: string | null = null; ;) {
    const jobs: Job[] = await readParkedJobs(tx, automation, { after, limit: PART });
    const last = jobs.at(-1);
    if (last === undefined) return;
    await resumeJobs(
      tx,
      jobs.map((job) => movedJob(job, baseOf)),
    );
    after = last.id;
  }
};

/** Runs that are still to start count from a base that moves as those of the runs under way. */
const movedJob = (job: Job, baseOf: BaseOf): Job => {
  const moved = (text: string): string => baseOf(Temporal.Instant.from(text)).toString();
  switch (job.kind) {
    case "enter":
      return { ...job, task: { ...job.task, base: moved(job.task.base) } };
    case "start":
      return { ...job, task: { ...job.task, base: moved(job.task.base) } };
    case "moment":
      return concernsMany(job.task.kind) ? { ...job, task: { ...job.task, at: moved(job.task.at) } } : job;
    case "related":
    case "saves":
    case "event":
    case "runs":
      return job;
  }
};

/** Who left or reached the goal during the pause is judged first, each run by the filters of its own version. */
const endRunsOfThoseWhoLeft = async ({ unit, rules }: AutomationContext, current: Rule): Promise<void> => {
  for (const version of await readVersionsOfActiveRuns(unit.tx, current.id)) {
    const rule = version === current.version ? current : await rules.version(unit.tx, current.id, version);
    if (rule === null) continue;
    if (rule.trigger.kind === "enters" && rule.definition.enrollment.exit.leaves) {
      const runs = await runsOutside(unit, rule, rule.trigger.watched.filter);
      await endRuns(unit, { runs }, { reason: "left_criterion" });
    }
    if (rule.goal !== null) {
      const runs = await runsThatReached(unit, rule, rule.goal.filter);
      await endRuns(unit, { runs }, { reason: "goal_reached" });
    }
  }
};
