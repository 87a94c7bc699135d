import { Refusal } from "../../../platform/errors/index.ts";
import type { AutomationContext } from "../context.ts";
import { moveRuns } from "../publishing/move-runs.ts";
import type { Rule } from "../rule.ts";
import { activeRuns } from "../steps.repo.ts";
import { journalInterventions } from "./interventions.repo.ts";
import {
  detachDeliveries,
  dueNow,
  lockFailed,
  reopenRuns,
  reviveCancelled,
  type FailedStep,
} from "./retry.repo.ts";
import { findStepRow, type RunAtHand } from "./subject.repo.ts";
import { refuseInactive, runAtHand, stepAtHand } from "./subject.ts";

/** By the version that the run is on, or by the automation's newest one. */
export type RetryBy = "same" | "newest";

interface Retry {
  readonly run: string;
  /** Its id inside the automation. */
  readonly step: string;
  readonly by: RetryBy;
  readonly actor: string;
}

/** Does a failed step again; its run goes on from there. Asked twice, it is done once. */
export const retryStep = async (context: AutomationContext, retry: Retry): Promise<void> => {
  const run = await runAtHand(context, { run: retry.run, actor: retry.actor, action: "edit" });
  refuseInactive(run);
  const step = await stepAtHand(context, run, retry.step);
  // Somebody asked for it a moment ago.
  if (step.status === "waiting" || step.status === "sending") return;
  if (step.status !== "failed")
    throw new Refusal("conflict", `step "${retry.step}" did not fail; only what failed is done again`);
  if (retry.by === "newest") await refuseUnknown(context, run, retry.step);
  const id = await findStepRow(context.unit.tx, run.id, retry.step);
  const automation = { id: run.automation, newest: run.newest };
  const done = await retrySteps(context, id === null ? [] : [id], { ...retry, automation });
  if (done === 0) throw cannotGoOn(run);
};

const refuseUnknown = async ({ unit, rules }: AutomationContext, run: RunAtHand, step: string) => {
  const rule = await rules.version(unit.tx, run.automation, run.newest);
  if (rule?.stops.has(step) === true) return;
  throw new Refusal("conflict", `version ${run.newest} of "${run.key}" has no step "${step}"`);
};

const cannotGoOn = ({ status, reason, key }: RunAtHand): Refusal =>
  new Refusal(
    "conflict",
    status === "exited" && reason !== "previous_failed"
      ? `the run has ended (${reason ?? "exited"}) and does not go on`
      : `another run of "${key}", or of its group, is under way for this record`,
  );

/** Whose steps are done again, all of one automation. */
interface Retrying extends Pick<Retry, "by" | "actor"> {
  readonly automation: { readonly id: string; readonly newest: number };
}

/** Does these steps again as far as their runs can go on; answers how many. */
export const retrySteps = async (
  context: AutomationContext,
  ids: readonly string[],
  { by, actor, automation }: Retrying,
): Promise<number> => {
  const { tx } = context.unit;
  const failed = await lockFailed(tx, ids);
  const open = await reopenRuns(tx, [...new Set(failed.map(({ run }) => run))]);
  const steps = failed.filter(({ run }) => open.has(run));
  if (steps.length === 0) return 0;
  const stepIds = steps.map(({ id }) => id);
  await detachDeliveries(tx, stepIds);
  await revive(context, steps, automation.id);
  await dueNow(tx, stepIds);
  const going = by === "newest" ? await moveToNewest(context, steps, automation) : steps;
  const kind = by === "newest" ? "retried_newest" : "retried";
  await journalInterventions(
    tx,
    going.map(({ run, step }) => ({ run, step, actor, kind, detail: null })),
  );
  tx.afterCommit(tx.workspace.onWork);
  return going.length;
};

const revive = async (
  { unit, rules }: AutomationContext,
  steps: readonly FailedStep[],
  automation: string,
): Promise<void> => {
  const stopped = Map.groupBy(
    steps.filter(({ reason }) => reason === "previous_failed"),
    ({ version }) => version,
  );
  for (const [version, group] of stopped) {
    const rule = await rules.version(unit.tx, automation, version);
    if (rule === null) continue;
    await reviveCancelled(
      unit.tx,
      group.map(({ run }) => run),
      awaiting(rule),
    );
  }
};

const awaiting = ({ stops }: Rule): string[] =>
  [...stops.values()].flatMap(({ id, wait }) => (wait !== null && "event" in wait ? [id] : []));

const moveToNewest = async (
  context: AutomationContext,
  steps: readonly FailedStep[],
  automation: Retrying["automation"],
): Promise<readonly FailedStep[]> => {
  const { unit, rules } = context;
  const rule = await rules.version(unit.tx, automation.id, automation.newest);
  if (rule === null) return steps;
  const known = steps.filter(({ step }) => rule.stops.has(step));
  const runs = known.map(({ run }) => run);
  await moveRuns(context, rule, { from: null, ids: runs });
  const active = await activeRuns(unit.tx, runs);
  const going = known.filter(({ run }) => active.has(run));
  // Moving gave them the times of the version; they are to be done now.
  await dueNow(
    unit.tx,
    going.map(({ id }) => id),
  );
  return going;
};
