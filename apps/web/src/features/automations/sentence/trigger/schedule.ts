import type { ScheduleTrigger } from "@cadencia/contracts/automation";
import { join, weave, type Part } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { atHour } from "../wait/at-hour.ts";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** "Every Monday at 9:00, for each deal". */
export const scheduleClause = (
  { schedule: { rrule, at } }: ScheduleTrigger,
  object: string,
  speech: Speech,
): readonly Part[] =>
  join(
    [
      join(
        [weave(speech.say("trigger.schedule"), { rhythm: aRhythm(rrule, speech) }), atHour(at, speech)],
        " ",
      ),
      weave(speech.say("trigger.each"), {
        each:
          speech.find(`each.${object}`) ??
          speech.say("each.other", { name: speech.objects.get(object)?.label ?? object }),
      }),
    ],
    ", ",
  );

const aRhythm = (rrule: string, speech: Speech): string => {
  const parts = new Map(
    rrule
      .replace(/^RRULE:/u, "")
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const days = (parts.get("BYDAY") ?? "").split(",").filter((day) => DAYS.includes(day));
  const count = Number(parts.get("INTERVAL") ?? 1);
  if (days.length === 5 && !days.includes("SA") && !days.includes("SU") && count === 1)
    return speech.say("rhythm.workday");
  if (days.length > 0 && count === 1) return speech.format.list(days.map((day) => speech.say(`day.${day}`)));
  const freq = parts.get("FREQ") ?? "";
  return speech.find(`rhythm.${freq}_other`) === null ? rrule : speech.say(`rhythm.${freq}`, { count });
};
