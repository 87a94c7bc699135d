import type { AutomationContext } from "../context.ts";
import { changeMoreRuns } from "../changing/change-runs.ts";
import { enterMore } from "../entering/enter-existing.ts";
import { fireAgain } from "../fire.ts";
import { errorText, isLastAttempt, RETRY_MINUTES, retryAfter } from "../retry.ts";
import { giveUp } from "./give-up.ts";
import { judgeRelated } from "./judge-related.ts";
import type { Job, Outcome, Work } from "./job.ts";
import { delayJob, dropJob, insertJobs, keepJob, readDueJob, type Sort } from "./jobs.repo.ts";
import { matchAgain } from "./match-again.ts";
import { raiseAgain } from "./raise-apart.ts";
import { startAgain } from "./start-each.ts";

/**
 * Works off one part of the job that has waited longest. One that fails waits, and holds up nothing else; after the
 * last attempt it is given up, in the run log and before the admins. False when none was due.
 * `of`: only of these automations, or of none in particular.
 */
export const workOffJob = async (
  context: AutomationContext,
  which: { readonly sort: Sort; readonly of?: readonly string[] },
): Promise<boolean> => {
  const { unit } = context;
  const job = await readDueJob(unit.tx, which);
  if (job === null) return false;
  const all = isLastAttempt(job.attempt);
  const attempt = await unit.attempt(async () => {
    const outcome = await workOff(context, job, all);
    await unit.flush();
    return outcome;
  });
  if (attempt.ok) await settle(context, job, { ...attempt.result, all });
  else await retryOrGiveUp(context, job, attempt.error);
  return true;
};

const workOff = async (context: AutomationContext, job: Job, all: boolean): Promise<Outcome> => {
  switch (job.kind) {
    case "related":
      return judgeRelated(context, job.task, { all });
    case "saves":
      return matchAgain(context, job.task, { all });
    case "enter": {
      const task = await enterMore(context, job.task);
      return { rest: task === null ? null : { kind: "enter", task }, failed: [] };
    }
    case "runs":
      return changeMoreRuns(context, job.task, { all });
    case "start":
      await startAgain(context, job.task);
      return DONE;
    case "event":
      return raiseAgain(context, job.task);
    case "moment":
      await fireAgain(context, job.task, { all });
      return DONE;
  }
};

const DONE: Outcome = { rest: null, failed: [] };

/** Of many, those that failed alone have attempts of their own, unless these were the last. */
const settle = async (
  context: AutomationContext,
  job: Job,
  { rest, failed, all }: Outcome & { readonly all: boolean },
): Promise<void> => {
  const { tx } = context.unit;
  if (rest === null) await dropJob(tx, job.id);
  else await keepJob(tx, job.id, rest);
  const again = [];
  for (const { work, error } of failed)
    if (!all || !(await isGivenUp(context, work, error))) again.push({ ...work, error: errorText(error) });
  await insertJobs(tx, again);
};

/** What cannot even be told of is not dropped: it would be lost without a trace. */
const isGivenUp = async (context: AutomationContext, work: Work, error: unknown): Promise<boolean> =>
  (await context.unit.attempt(() => giveUp(context, work, errorText(error)))).ok;

const retryOrGiveUp = async (context: AutomationContext, job: Job, error: unknown): Promise<void> => {
  const { tx } = context.unit;
  const runAt = retryAfter(tx.now, job.attempt);
  if (runAt === null && (await isGivenUp(context, job, error))) {
    await dropJob(tx, job.id);
    return;
  }
  const later = runAt ?? tx.now.add({ minutes: RETRY_MINUTES.at(-1) ?? 0 });
  await delayJob(tx, job.id, { runAt: later, error: errorText(error) });
};
