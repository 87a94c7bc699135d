import type { FieldProblem } from "../../../platform/errors/index.ts";
import type { Outcome, RecordNode } from "../../records/index.ts";
import type { Reason } from "../reasons.ts";
import { DONE, StepFailure, type StepAtWork, type StepOutcome } from "./action.ts";

export type StepOutcomes = Map<string, StepOutcome>;

/** A step that ended well, with the reason of a fallback when there was one. */
export const doneWith = (reason: Reason, detail: string | null): StepOutcome =>
  detail === null ? DONE : { status: "done", reason, detail };

const REASON_OF: Readonly<Record<string, Reason>> = {
  unknown_stage: "missing_stage",
  unknown_pipeline: "missing_pipeline",
  unknown_field: "missing_field",
  unknown_record: "missing_value",
  forbidden: "forbidden",
};

const messagesOf = (problems: readonly FieldProblem[]): string =>
  problems.map((problem) => problem.message).join("; ");

/** What a save that was refused means for its step. */
export const refused = (outcome: Extract<Outcome, { ok: false }>): StepOutcome => {
  const codes =
    outcome.code === "forbidden" ? ["forbidden"] : outcome.problems.map((problem) => problem.code);
  const reason = codes.map((code) => REASON_OF[code]).find((known) => known !== undefined);
  if (outcome.code === "not_found") {
    return { status: "failed", reason: "record_deleted", detail: messagesOf(outcome.problems) };
  }
  return { status: "failed", reason: reason ?? "error", detail: messagesOf(outcome.problems) };
};

export const outcomeOf = (outcome: Outcome | undefined, success: StepOutcome = DONE): StepOutcome =>
  outcome === undefined || outcome.ok ? success : refused(outcome);

/** The record that a step works on; without one (an event about nobody) there is nothing to do it to. */
export const recordOfStep = (step: StepAtWork): RecordNode => {
  if (step.record === null) throw new StepFailure("missing_value", "the run has no record to work on");
  return step.record;
};
