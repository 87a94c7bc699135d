import type { EntersTrigger } from "@cadencia/contracts/automation";
import { plain, weave, type Part } from "../parts.ts";
import { aFilter } from "../phrase/filter.ts";
import { anObject } from "../phrase/object.ts";
import { aStage } from "../phrase/stage.ts";
import type { Speech } from "../speech.ts";
import { quoted } from "../phrase/quoted.ts";

/** "When a deal enters Won", "When a contact begins to match …". */
export const entersClause = ({ enters }: EntersTrigger, object: string, speech: Speech): readonly Part[] => {
  const who = anObject(object, speech);
  if (!Array.isArray(enters) && "stage" in enters)
    return weave(speech.say("trigger.stage"), {
      object: who,
      stage: aStage(String(enters["stage"]), speech),
    });
  return weave(speech.say("trigger.filter"), {
    object: who,
    filter: quoted(plain(aFilter(enters, object, speech)), speech),
  });
};
