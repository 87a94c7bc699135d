import type { Stop } from "../rule.ts";
import type { ClaimedStep } from "../step-rows.ts";

/** What `wait.happened` says: false where the timeout came first. */
export const eventHappened = ({ happened, reason }: ClaimedStep): boolean =>
  happened ?? reason !== "waiting_event";

/** Whether the timeout of the step's wait came first, and means that the step is skipped; not where a person ended it. */
export const skipsTimeout = ({ wait }: Pick<Stop, "wait">, step: ClaimedStep): boolean =>
  wait !== null && "event" in wait && wait.then === "skip" && !step.hurried && !eventHappened(step);
