import type { DateTrigger } from "@cadencia/contracts/automation";
import { join, weave, type Part } from "../parts.ts";
import { aMoment } from "../phrase/due.ts";
import { anObject } from "../phrase/object.ts";
import type { Speech } from "../speech.ts";
import { atHour } from "../wait/at-hour.ts";

/** "For a subscription, 5 days before the end date, at 9:00". */
export const dateClause = (
  { date: { field, offset, at } }: DateTrigger,
  object: string,
  speech: Speech,
): readonly Part[] =>
  join(
    [
      weave(speech.say("trigger.date"), {
        object: anObject(object, speech),
        moment: aMoment({ field, offset }, object, speech),
      }),
      atHour(at, speech),
    ],
    ", ",
  );
