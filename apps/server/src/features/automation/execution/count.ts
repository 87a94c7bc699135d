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
  readonly step: Pick<ClaimedStep, "confirmed">;
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
  addCount(unit.tx, { automation, executed: counted.length, failed });
  options.executed.add(automation);
};

/** A message that was counted when it was queued has failed. */
export const countFailedSending = (
  { unit, options }: AutomationContext,
  automation: string,
  { step, end }: Executed,
): void => {
  if (step.confirmed || end.status !== "failed") return;
  addCount(unit.tx, { automation, executed: 0, failed: 1 });
  options.executed.add(automation);
};
