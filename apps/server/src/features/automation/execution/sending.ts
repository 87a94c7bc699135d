import type { SendingOutcome } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { endRuns } from "../exit.ts";
import { endSteps, readStep } from "../steps.repo.ts";
import { countFailedSending } from "./count.ts";
import { finishSteps } from "./finish.ts";

/** The deliveries of a step have come to an end: the step ends with them, and its run moves on. */
export const finishSending = async (
  context: AutomationContext,
  stepId: string,
  outcome: SendingOutcome,
): Promise<void> => {
  const { unit, rules } = context;
  const step = await readStep(unit.tx, stepId);
  if (step === null || step.status !== "sending") return;
  const rule = await rules.version(unit.tx, step.automation, step.runVersion);
  const end = {
    id: step.id,
    status: outcome.status,
    reason: outcome.reason ?? null,
    detail: outcome.detail ?? null,
  };
  if (rule === null) {
    // The version reads a field that was removed since: the message counts, and what follows it cannot be known.
    endSteps(unit.tx, [end]);
    await endRuns(unit, { runs: [step.run] }, { reason: "missing_field", detail: `step ${step.step}` });
    return;
  }
  countFailedSending(context, rule.id, { step, end });
  await finishSteps(context, rule, [{ step, end }]);
};
