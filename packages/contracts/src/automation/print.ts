import type { Automation, AutomationInput } from "./definition.ts";
import type { Enrollment, EnrollmentInput } from "./enrollment.ts";
import { defaultLeaves, defaultMaxLate, defaultOnReply } from "./normalize.ts";
import { type Arm, type ArmInput, type DoStep, isBranch, type Step, type StepInput } from "./step.ts";
import { printWait } from "./waits/index.ts";

/** Keeps what is said and drops what is silent, in the order given. */
const spoken = <Shape extends object>(shape: Shape): Partial<Shape> =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Partial<Shape>;

const unless = <Value>(value: Value, silent: unknown): Value | undefined =>
  value === silent ? undefined : value;

/** The written form of an automation, without what goes without saying: the inverse of `normalizeAutomation`. */
export const printAutomation = (automation: Automation): AutomationInput => {
  const steps = automation.steps.map(printStep);
  return spoken({
    key: automation.key,
    name: unless(automation.name, automation.key),
    object: automation.object,
    description: automation.description ?? undefined,
    folder: automation.folder ?? undefined,
    trigger: automation.trigger,
    when: automation.when ?? undefined,
    enrollment: printEnrollment(automation.enrollment, { trigger: automation.trigger, steps }),
    on_failure: unless(automation.on_failure, "continue"),
    steps,
    active: unless(automation.active, true),
  }) as AutomationInput;
};

const printEnrollment = (
  { again, while_active, exit, group }: Enrollment,
  rest: Pick<AutomationInput, "trigger" | "steps">,
): EnrollmentInput | undefined => {
  const printedExit = spoken({
    leaves: unless(exit.leaves, defaultLeaves(rest)),
    when: exit.when ?? undefined,
    on_reply: unless(exit.on_reply, defaultOnReply(rest)),
  });
  const printed = spoken({
    again: unless(again, "every_time"),
    while_active: unless(while_active, "ignore"),
    exit: Object.keys(printedExit).length > 0 ? printedExit : undefined,
    group: group ?? undefined,
  });
  return Object.keys(printed).length > 0 ? (printed as EnrollmentInput) : undefined;
};

const printStep = (step: Step): StepInput => {
  if (!isBranch(step)) return printDoStep(step);
  const printed = {
    id: step.id ?? undefined,
    wait: step.wait ? printWait(step.wait) : undefined,
    start: unless(step.start, "after"),
    branch: step.branch.map(printArm),
  };
  return spoken(printed) as StepInput;
};

const printArm = (arm: Arm): ArmInput =>
  arm.if === null
    ? { else: true, steps: arm.steps.map(printStep) }
    : { if: arm.if, steps: arm.steps.map(printStep) };

const printDoStep = (step: DoStep): StepInput => {
  const parameters = Object.keys(step.with).length > 0 ? step.with : undefined;
  const printed = {
    id: step.id,
    name: step.name ?? undefined,
    wait: step.wait ? printWait(step.wait) : undefined,
    window: step.window ?? undefined,
    start: unless(step.start, "after"),
    if: step.if ?? undefined,
    max_late: unless(step.max_late, defaultMaxLate(step.do)) ?? undefined,
    quiet: step.quiet ?? undefined,
    do: step.do,
    with: parameters,
  };
  return spoken(printed) as StepInput;
};
