import { weave, type Part } from "../parts.ts";
import { aClock, isOne } from "../phrase/clock.ts";
import type { Speech } from "../speech.ts";

/** "at 9:00"; nothing where no hour is asked. */
export const atHour = (at: string | undefined, speech: Speech): readonly Part[] =>
  at === undefined ? [] : weave(speech.say(isOne(at) ? "atOne" : "at"), { time: aClock(at) });
