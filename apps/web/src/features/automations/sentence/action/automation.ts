import { asWords } from "../../../../lib/format/as-words.ts";
import { spelt } from "../../../model/use-labels.ts";
import { weave } from "../parts.ts";
import type { ActionClause } from "./clause.ts";
import { quoted } from "../phrase/quoted.ts";

const steering =
  (key: string): ActionClause =>
  ({ with: { automation } }, speech) =>
    weave(speech.say(`action.${key}`), {
      automation:
        automation === undefined ? "…" : quoted(spelt(asWords(automation).replaceAll("-", "_")), speech),
    });

/** "stop Offer follow-up here". */
export const startAutomation = steering("start_automation");
export const stopAutomation = steering("stop_automation");
