import { isStageForm, stepsOf, type Automation } from "@cadencia/contracts/automation";
import { stepPath, type Warning } from "./warning.ts";

/** A step that moves the record out of the very stage that the automation enters cancels the steps after it. */
export const endsItself = (definition: Automation): readonly Warning[] => {
  const { trigger, enrollment } = definition;
  if (!("enters" in trigger) || !isStageForm(trigger.enters) || !enrollment.exit.leaves) return [];
  const { stage: entered } = trigger.enters;
  const steps = stepsOf(definition);
  return steps.flatMap(({ step, index }, position): Warning[] => {
    const stage = step.do === "set" ? step.with["stage"] : undefined;
    if (typeof stage !== "string" || stage === entered || position === steps.length - 1) return [];
    return [{ field: `${stepPath(index)}.with.stage`, code: "ends_itself", params: { stage } }];
  });
};
