import type { OnTrigger } from "@cadencia/contracts/automation";
import { join, text, weave, type Part } from "../parts.ts";
import { aFilter } from "../phrase/filter.ts";
import { theField } from "../phrase/field.ts";
import { anObject } from "../phrase/object.ts";
import type { Speech } from "../speech.ts";

/** "When amount changes on a deal". */
export const onClause = (
  { on, fields, before }: OnTrigger,
  object: string,
  speech: Speech,
): readonly Part[] => {
  const watched = fields?.map((field) => theField(field, object, speech)) ?? [];
  const isChange = watched.length > 0 && (on === "updated" || on === "saved");
  const head = weave(speech.say(isChange ? "trigger.changed" : `trigger.${on}`), {
    object: anObject(object, speech),
    field: speech.format.list(watched, "disjunction"),
  });
  if (before === undefined) return head;
  return join([head, [...text(`${speech.say("before")} `), ...aFilter(before, object, speech)]], ", ");
};
