import type { WaitInput } from "./written.ts";
import { spelt } from "../../../model/use-labels.ts";
import { weave, type Part } from "../parts.ts";
import { aDuration } from "../phrase/duration.ts";
import type { Speech } from "../speech.ts";

type Awaited = Extract<WaitInput, { event: unknown }>;

/** "when they reply, or after 3 days at the latest". */
export const eventWaitClause = ({ event, timeout, then }: Awaited, speech: Speech): readonly Part[] => {
  const what =
    speech.find(`awaited.${event.replace(".", "_")}`) ??
    speech.say("awaited.other", { event: spelt(event.replace(".", " ")) });
  if (timeout === undefined) return weave(speech.say("wait.event"), { event: what });
  return weave(speech.say(then === "skip" ? "wait.within" : "wait.latest"), {
    event: what,
    timeout: aDuration(timeout, speech),
  });
};
