import { ACTIONS } from "./actions/index.ts";
import type { Automation, AutomationInput } from "./definition.ts";
import type { Enrollment, EnrollmentInput } from "./enrollment.ts";
import type { Arm, ArmInput, Branch, BranchInput, DoStep, DoStepInput, Step, StepInput } from "./step.ts";
import { normalizeWait } from "./waits/index.ts";

/** What a message may be late by, unless its step says. */
export const MESSAGE_MAX_LATE = "3d";

/** Fills in every default, in one order of keys. The input has been judged by `parseAutomation`. */
export const normalizeAutomation = (input: AutomationInput): Automation => ({
  key: input.key,
  name: input.name ?? input.key,
  object: input.object,
  description: input.description ?? null,
  folder: input.folder ?? null,
  trigger: input.trigger,
  when: input.when ?? null,
  enrollment: normalizeEnrollment(input.enrollment ?? {}, input),
  on_failure: input.on_failure ?? "continue",
  steps: input.steps.map(normalizeStep),
  active: input.active ?? true,
});

const normalizeEnrollment = (given: EnrollmentInput, input: AutomationInput): Enrollment => ({
  again: given.again ?? "every_time",
  while_active: given.while_active ?? "ignore",
  exit: {
    leaves: given.exit?.leaves ?? defaultLeaves(input),
    when: given.exit?.when ?? null,
    on_reply: given.exit?.on_reply ?? defaultOnReply(input),
  },
  group: given.group ?? null,
});

/** Only an `enters` automation has a filter that a record can leave. */
export const defaultLeaves = ({ trigger }: Pick<AutomationInput, "trigger">): boolean => "enters" in trigger;

/** A sequence that mails the customer stops when the customer answers. */
export const defaultOnReply = ({ steps }: { readonly steps: readonly StepInput[] }): boolean => {
  const all = doStepsOf(steps);
  return all.length >= 2 && all.some(mailsCustomer);
};

const doStepsOf = (steps: readonly StepInput[]): readonly DoStepInput[] =>
  steps.flatMap((step) => ("branch" in step ? step.branch.flatMap((arm) => doStepsOf(arm.steps)) : [step]));

const mailsCustomer = (step: DoStepInput): boolean =>
  ACTIONS[step.do].sends === "email" && [step.with?.["to"]].flat().includes("customer");

const normalizeStep = (step: StepInput): Step =>
  "branch" in step ? normalizeBranch(step) : normalizeDoStep(step);

const normalizeBranch = (step: BranchInput): Branch => ({
  branch: step.branch.map(normalizeArm),
  id: step.id ?? null,
  wait: step.wait ? normalizeWait(step.wait) : null,
  start: step.start ?? "after",
});

const normalizeArm = (arm: ArmInput): Arm => ({
  if: "if" in arm ? arm.if : null,
  steps: arm.steps.map(normalizeStep),
});

export const defaultMaxLate = (action: DoStepInput["do"]): string | null =>
  ACTIONS[action].sends === null ? null : MESSAGE_MAX_LATE;

const normalizeDoStep = (step: DoStepInput): DoStep => {
  const { quiet: inner, ...parameters } = step.with ?? {};
  const sms = step.do === "send_sms";
  const normalized = {
    id: step.id,
    name: step.name ?? null,
    wait: step.wait ? normalizeWait(step.wait) : null,
    window: step.window ?? null,
    start: step.start ?? "after",
    if: step.if ?? null,
    max_late: step.max_late ?? defaultMaxLate(step.do),
    quiet: step.quiet ?? (sms ? inner : undefined) ?? null,
    do: step.do,
    with: sms ? parameters : (step.with ?? {}),
  };
  return normalized as DoStep;
};
