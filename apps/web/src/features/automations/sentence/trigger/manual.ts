import { weave, type Part } from "../parts.ts";
import type { Speech } from "../speech.ts";

/** "When someone presses Send". */
export const manualClause = (name: string, speech: Speech): readonly Part[] =>
  weave(speech.say("trigger.manual"), { button: name });
