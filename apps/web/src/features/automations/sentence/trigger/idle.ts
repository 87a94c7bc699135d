import type { IdleTrigger } from "@cadencia/contracts/automation";
import { weave, type Part } from "../parts.ts";
import { aDuration } from "../phrase/duration.ts";
import { anObject } from "../phrase/object.ts";
import type { Speech } from "../speech.ts";

/** "When a deal sees no activity for 3 business days". */
export const idleClause = ({ idle }: IdleTrigger, object: string, speech: Speech): readonly Part[] =>
  weave(speech.say("trigger.idle"), {
    object: anObject(object, speech),
    of: speech.format.list(
      idle.of.map((kind) => speech.say(`stirring.${kind}`)),
      "disjunction",
    ),
    duration: aDuration(idle.for, speech),
  });
