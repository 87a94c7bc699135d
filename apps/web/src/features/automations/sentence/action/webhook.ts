import { weave } from "../parts.ts";
import { short, type ActionClause } from "./clause.ts";

/** "call https://example.com". */
export const callWebhook: ActionClause = ({ with: { url } }, speech) =>
  weave(speech.say("action.call_webhook"), { address: short(url) });
