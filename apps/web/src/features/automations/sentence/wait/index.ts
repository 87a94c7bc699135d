import type { WaitInput } from "./written.ts";
import type { Part } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { eventWaitClause } from "./event.ts";
import { forClause } from "./for.ts";
import { untilClause } from "./until.ts";

export const waitClause = (wait: WaitInput | undefined, object: string, speech: Speech): readonly Part[] => {
  if (wait === undefined) return [];
  if ("for" in wait) return forClause(wait.for, speech);
  if ("until" in wait) return untilClause(wait.until, object, speech);
  return eventWaitClause(wait, speech);
};
