import type { StepInput } from "@cadencia/contracts/automation";
import { join, weave, type Part } from "../parts.ts";
import { aClock, isOne } from "../phrase/clock.ts";
import type { Speech } from "../speech.ts";
import { atHour } from "./at-hour.ts";

type Window = NonNullable<Extract<StepInput, { do: unknown }>["window"]>;

/** "on a workday from 9:00". */
export const windowClause = ({ days, from, to, at }: Window, speech: Speech): readonly Part[] => {
  const named = (key: string, time: string | undefined) =>
    time === undefined ? [] : weave(speech.say(isOne(time) ? `${key}One` : key), { time: aClock(time) });
  return join(
    [onDays(days, speech), named("window.from", from), named("window.to", to), atHour(at, speech)],
    " ",
  );
};

const onDays = (days: Window["days"], speech: Speech): readonly Part[] => {
  if (days === undefined || days === "any") return [];
  const text =
    typeof days === "string"
      ? speech.say(`window.${days}`)
      : speech.format.list(
          days.map((day) => speech.say(`onDay.${day.slice(0, 2).toUpperCase()}`)),
          "disjunction",
        );
  return weave("[days]", { days: text });
};
