import { spelt } from "../../../model/use-labels.ts";
import { weave } from "../parts.ts";
import type { ActionClause } from "./clause.ts";

const steering =
  (key: string): ActionClause =>
  ({ with: { automation } }, speech) =>
    weave(speech.say(`action.${key}`), { automation: `“${spelt(String(automation).replaceAll("-", "_"))}”` });

/** "stop Offer follow-up here". */
export const startAutomation = steering("start_automation");
export const stopAutomation = steering("stop_automation");
