import type { AutomationInput } from "@cadencia/contracts/automation";
import { useMemo } from "react";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { stepTitle } from "../../automations/sentence/step.ts";
import { placedSteps } from "../flow/placed-steps.ts";

/** What a step is called, by its id; the id itself where this version has no such step. */
export type StepNames = (id: string) => string;

export const useStepNames = (definition: AutomationInput | null): StepNames => {
  const speech = useSpeech();
  return useMemo(() => {
    const placed = definition === null ? [] : placedSteps(definition);
    const names = new Map(
      placed.map(({ step }) => [step.id, stepTitle(step, definition?.object ?? "", speech)]),
    );
    return (id) => names.get(id) ?? id;
  }, [definition, speech]);
};
