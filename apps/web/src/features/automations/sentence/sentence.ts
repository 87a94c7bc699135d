import type { AutomationInput } from "@cadencia/contracts/automation";
import { join, text, type Part } from "./parts.ts";
import type { Speech } from "./speech.ts";
import { ifClause, stepsClause } from "./step.ts";
import { triggerClause } from "./trigger/index.ts";

/** "When a deal enters Won, after 6 months, create a repeat lead for Ana." */
export const sentenceOf = (definition: AutomationInput, speech: Speech): readonly Part[] => [
  ...join(
    [
      triggerClause(definition, speech),
      ifClause(definition.when, definition.object, speech),
      stepsClause(definition.steps, definition.object, speech),
    ],
    ", ",
  ),
  ...text("."),
];

/** Who may not see how an automation is written is given none of it. */
export const isTold = (definition: object): definition is AutomationInput => "trigger" in definition;
