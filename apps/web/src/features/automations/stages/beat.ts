import { asTitle, plain } from "../sentence/parts.ts";
import { aDuration } from "../sentence/phrase/duration.ts";
import type { Speech } from "../sentence/speech.ts";
import { waitClause } from "../sentence/wait/index.ts";
import { windowClause } from "../sentence/wait/window.ts";
import type { StageRule } from "./stage-rules.ts";

export interface Beat {
  /** "+3 days"; what a date or an event decides in words. */
  readonly when: string;
  /** "on a workday from 9:00"; empty where any hour is right. */
  readonly window: string;
  readonly isAtOnce: boolean;
}

export const beatOf = (
  { step, span }: StageRule,
  object: string,
  { speech, atOnce }: { readonly speech: Speech; readonly atOnce: string },
): Beat => {
  const window = "do" in step && step.window !== undefined ? plain(windowClause(step.window, speech)) : "";
  if (span === null) return { when: waited(step, object, speech) || "…", window, isAtOnce: false };
  const isAtOnce = span.startsWith("0");
  return { when: isAtOnce ? atOnce : `+${aDuration(span, speech)}`, window, isAtOnce };
};

const waited = ({ wait }: StageRule["step"], object: string, speech: Speech): string =>
  asTitle(waitClause(wait, object, speech));
