import { Refusal } from "../../../platform/errors/index.ts";
import type { AutomationContext } from "../context.ts";
import { journalInterventions } from "./interventions.repo.ts";
import { endWait } from "./run-now.repo.ts";
import { refuseInactive, runAtHand, stepAtHand } from "./subject.ts";

interface RunNow {
  readonly run: string;
  /** Its id inside the automation. */
  readonly step: string;
  readonly actor: string;
}

/**
 * Runs a step that waits now: for time, a date, a person, an event, or its window. Everything else is looked at as
 * ever (membership, `if`, consent, quiet hours, caps). Asked twice, it is done once.
 */
export const runStepNow = async (
  context: AutomationContext,
  { run: id, step: key, actor }: RunNow,
): Promise<void> => {
  const { tx } = context.unit;
  const run = await runAtHand(context, { run: id, actor, action: "read" });
  refuseInactive(run);
  const step = await stepAtHand(context, run, key);
  if (step.status === "sending")
    throw new Refusal("conflict", `step "${key}" does not wait: its message is on its way`);
  // It ran, perhaps because somebody asked a moment ago.
  if (step.status !== "waiting") return;
  if ((await endWait(tx, step.id)) === 0) return;
  await journalInterventions(tx, [{ run: run.id, step: key, actor, kind: "run_now", detail: step.reason }]);
  tx.afterCommit(tx.workspace.onWork);
};
