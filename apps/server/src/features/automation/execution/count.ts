import { addCount } from "../circuits.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { ClaimedStep } from "../step-rows.ts";
import type { StepEnd } from "../steps.repo.ts";

/** A step whose `if` was false, or that was late, did nothing that could fail. */
const EXECUTED: ReadonlySet<StepEnd["status"]> = new Set([
  "done",
  "failed",
  "suppressed",
  "uncertain",
  "sending",
]);

interface Executed {
  readonly step: Pick<ClaimedStep, "confirmed" | "runAt">;
  readonly end: StepEnd;
}

/** Counts executions for the circuit breaker; confirmed imports and `existing` are exempt. */
export const countExecutions = (
  { unit, options }: AutomationContext,
  automation: string,
  ended: readonly Executed[],
): void => {
  const counted = ended.filter(({ step, end }) => !step.confirmed && EXECUTED.has(end.status));
  if (counted.length === 0) return;
  const failed = counted.filter(({ end }) => end.status === "failed").length;
  const anHourAgo = unit.tx.now.subtract({ hours: 1 });
  const late = counted.filter(
    ({ step }) => Temporal.Instant.compare(Temporal.Instant.from(step.runAt), anHourAgo) < 0,
  ).length;
  addCount(unit.tx, { automation, executed: counted.length, failed, late });
  options.executed.add(automation);
};

/** A message that was counted when it was queued has failed. */
export const countFailedSending = (
  { unit, options }: AutomationContext,
  automation: string,
  { step, end }: { readonly step: Pick<ClaimedStep, "confirmed">; readonly end: StepEnd },
): void => {
  if (step.confirmed || end.status !== "failed") return;
  addCount(unit.tx, { automation, executed: 0, failed: 1, late: 0 });
  options.executed.add(automation);
};
