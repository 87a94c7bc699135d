import type { LogStatus } from "@cadencia/contracts/automation";
import type { ViewedStep } from "./runs-view.repo.ts";

/** How a step of a run stands, reached or not. */
export interface Standing {
  readonly status: LogStatus;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly due: string | null;
  /** When it ended. */
  readonly at: string | null;
}

/**
 * Steps that were not reached wait for the step above, or were cancelled with their run. Null: of a run that is
 * complete, a way that it did not take.
 */
export const standingOf = (
  step: ViewedStep | undefined,
  run: { readonly status: string; readonly reason: string | null; readonly endedAt: string | null },
): Standing | null => {
  if (step !== undefined) {
    const { reason, detail, due, at } = step;
    return {
      status: step.status === "sending" ? "waiting" : (step.status as LogStatus),
      reason,
      detail,
      due,
      at,
    };
  }
  if (run.status === "active")
    return { status: "waiting", reason: "waiting_previous", detail: null, due: null, at: null };
  if (run.status !== "exited") return null;
  return { status: "cancelled", reason: run.reason, detail: null, due: null, at: run.endedAt };
};
