import { raiseRulesRevision } from "../../objects/index.ts";
import { parkSteps } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { endRuns } from "../exit.ts";
import { isolateParts } from "../jobs/isolate.ts";
import type { Outcome, RunsTask } from "../jobs/job.ts";
import { insertJobs } from "../jobs/jobs.repo.ts";
import { moveRuns } from "../publishing/move-runs.ts";
import type { Rule } from "../rule.ts";
import { readRunsAfter } from "./change-runs.repo.ts";
import { boundsOf } from "./end-runs.ts";
import { resumeRuns } from "./resume-runs.ts";

/** Runs changed in one transaction. While it lasts no save can be under way, and their records are held in memory. */
const PART: Readonly<Record<RunsTask["change"], number>> = { move: 500, resume: 1000, park: 1000, end: 1000 };

/** The change alone: where it stands is kept by the job. */
type Change = RunsTask extends infer Task
  ? Task extends RunsTask
    ? Omit<Task, "after" | "only">
    : never
  : never;

/**
 * Brings what became of an automation to its runs under way: to the first of them in this transaction, to the others
 * by the workers, before whatever else they do. Answers whether that were all. `rule`: to which they move; what this
 * transaction published is in no cache.
 */
export const changeRuns = async (
  context: AutomationContext,
  change: Change,
  rule: Rule | null = null,
): Promise<boolean> => {
  const task: RunsTask = { ...change, after: null, only: null };
  const { runs, rest } = await nextPart(context, task);
  await changePart(context, { task, rule }, runs);
  if (rest !== null) await insertJobs(context.unit.tx, [{ kind: "runs", task: rest }]);
  return rest === null;
};

/** Goes on with what a change left. One run that fails holds up no other. */
export const changeMoreRuns = async (
  context: AutomationContext,
  task: RunsTask,
  { all }: { readonly all: boolean },
): Promise<Outcome> => {
  const { runs, rest } = await nextPart(context, task);
  const { rules, unit } = context;
  const rule = task.change === "move" ? await rules.version(unit.tx, task.automation, task.version) : null;
  const work = (some: readonly string[]) => changePart(context, { task, rule }, some);
  const failures = await isolateParts(unit, runs, { work, all });
  // Which versions have runs under way may be others now.
  if (rest === null) await raiseRulesRevision(unit.tx);
  return {
    rest: rest === null ? null : { kind: "runs", task: rest },
    failed: failures.map(({ item, error }) => ({
      work: { kind: "runs", task: { ...task, only: [item] } },
      error,
    })),
  };
};

const nextPart = async (
  { unit: { tx } }: AutomationContext,
  task: RunsTask,
): Promise<{ readonly runs: readonly string[]; readonly rest: RunsTask | null }> => {
  if (task.only !== null) return { runs: task.only, rest: null };
  const limit = PART[task.change];
  const last = task.change === "resume" || task.change === "end" ? task.last : null;
  const runs = await readRunsAfter(tx, task.automation, { after: task.after, last, limit });
  const after = runs.at(-1);
  return { runs, rest: runs.length < limit || after === undefined ? null : { ...task, after } };
};

const changePart = async (
  context: AutomationContext,
  { task, rule }: { readonly task: RunsTask; readonly rule: Rule | null },
  runs: readonly string[],
): Promise<void> => {
  if (runs.length === 0) return;
  switch (task.change) {
    case "move":
      if (rule !== null) await moveRuns(context, rule, { from: task.from, ids: runs });
      return;
    case "resume":
      await resumeRuns(context, task, runs);
      return;
    case "park":
      await parkSteps(context.unit.tx, runs);
      return;
    case "end":
      await endRuns(context.unit, { runs, ...boundsOf(task) }, { reason: task.reason });
      return;
  }
};
