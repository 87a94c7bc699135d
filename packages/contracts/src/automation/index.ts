export {
  ACTION_NAMES,
  ACTIONS,
  SET_WORDS,
  type ActionName,
  type ActionParameters,
  type Due,
  type People,
  type TemplateChoice,
} from "./actions/index.ts";
export {
  automationSchema,
  changeSchema,
  type Automation,
  type AutomationChange,
  type AutomationInput,
} from "./definition.ts";
export { differencesBetween, type Difference } from "./differences.ts";
export { type Enrollment } from "./enrollment.ts";
export { filter as filterSchema, type Filter } from "./filter.ts";
export { MESSAGE_MAX_LATE, normalizeAutomation } from "./normalize.ts";
export { changeAutomation, checkAutomation, parseAutomation, type ParsedAutomation } from "./parse.ts";
export { printAutomation } from "./print.ts";
export { stepsOf, type Fork, type IndexPath, type PlacedStep } from "./steps-of.ts";
export {
  isBranch,
  steps as stepsSchema,
  type Arm,
  type Branch,
  type DoStep,
  type ArmInput,
  type BranchInput,
  type DoStepInput,
  type QuietPolicy,
  type Step,
  type StepInput,
  type StepStart,
} from "./step.ts";
export {
  eventName as eventNameSchema,
  isStageForm,
  trigger as triggerSchema,
  TRIGGER_KINDS,
  triggerKind,
  type DateTrigger,
  type EntersTrigger,
  type EventTrigger,
  type IdleTrigger,
  type ManualTrigger,
  type OnTrigger,
  type SaveKind,
  type ScheduleTrigger,
  type StageForm,
  SAVE_KINDS,
  STIRRINGS,
  type Stirring,
  type Trigger,
  type TriggerKind,
} from "./triggers/index.ts";
export { type Wait, type WaitEvent, type WaitFor, type WaitUntil } from "./waits/index.ts";
export { type Window } from "./window.ts";
export { LOG_STATUSES, REASONS, type LogStatus, type Reason } from "./log.ts";
