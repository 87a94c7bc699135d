import { asWords } from "../../../../lib/format/as-words.ts";
import { join, weave } from "../parts.ts";
import { anObject } from "../phrase/object.ts";
import { aPerson } from "../phrase/person.ts";
import { aStage } from "../phrase/stage.ts";
import type { ActionClause } from "./clause.ts";

/** "create a task". */
export const create: ActionClause = ({ with: { object } }, speech) =>
  weave(speech.say("action.create"), {
    object: object === undefined ? "…" : anObject(asWords(object), speech),
  });

/** "copy the deal to Service, stage New". */
export const copyDeal: ActionClause = ({ with: { pipeline, stage } }, speech) => {
  const given = typeof stage === "string" ? stage : null;
  const key = typeof pipeline === "string" ? pipeline : (given?.split("/")[0] ?? null);
  if (key === null) return weave(speech.say("action.copy_here"), {});
  const full = given === null || given.includes("/") ? given : `${key}/${given}`;
  return join(
    [
      weave(speech.say("action.copy_deal"), { pipeline: speech.pipelines.get(key)?.label ?? key }),
      full === null ? [] : weave(speech.say("action.copy_stage"), { stage: aStage(full, speech) }),
    ],
    ", ",
  );
};

/** "create a repeat lead for Ana". */
export const createRepeatLead: ActionClause = ({ with: { owner } }, speech) =>
  weave(speech.say("action.create_repeat_lead"), { owner: aPerson(owner ?? "owner", "for", speech) });
