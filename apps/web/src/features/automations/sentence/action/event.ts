import { weave } from "../parts.ts";
import { aPerson } from "../phrase/person.ts";
import { short, type ActionClause } from "./clause.ts";
import { quoted } from "../phrase/quoted.ts";

/** "add Visit to Ana's calendar". */
export const createEvent: ActionClause = ({ with: given }, speech) =>
  weave(speech.say("action.create_event"), {
    title: quoted(short(given["title"]), speech),
    owner: aPerson(given["owner"] ?? "owner", "for", speech),
  });
