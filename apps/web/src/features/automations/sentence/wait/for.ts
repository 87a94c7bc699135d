import { weave, type Part } from "../parts.ts";
import { aDuration, isNothing } from "../phrase/duration.ts";
import type { Speech } from "../speech.ts";

/** "after 6 months". */
export const forClause = (duration: string, speech: Speech): readonly Part[] =>
  isNothing(duration) ? [] : weave(speech.say("wait.for"), { wait: aDuration(duration, speech) });
