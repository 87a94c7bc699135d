import type { EventTrigger } from "@cadencia/contracts/automation";
import { join, text, weave, type Part } from "../parts.ts";
import { aFilter } from "../phrase/filter.ts";
import { spelt } from "../../../model/use-labels.ts";
import type { Speech } from "../speech.ts";

/** "When a quote is sent": each event has a clause of its own. */
export const eventClause = (
  { event, match }: EventTrigger,
  object: string,
  speech: Speech,
): readonly Part[] => {
  const own = speech.find(`event.${event.replace(".", "_")}`);
  const head =
    own === null
      ? weave(speech.say("event.other"), { event: spelt(event.replace(".", " ")) })
      : weave(own, {});
  if (match === undefined) return head;
  return join([head, [...text(`${speech.say("if")} `), ...aFilter(match, object, speech)]], ", ");
};
