import { asWords } from "../../../../lib/format/as-words.ts";
import { weave, type Part } from "../parts.ts";
import type { Speech } from "../speech.ts";

/** What an action is written with, and of which object its record is. */
export interface Doing {
  readonly with: Readonly<Record<string, unknown>>;
  readonly object: string;
}

export type ActionClause = (doing: Doing, speech: Speech) => readonly Part[];

/** A clause that names nothing. */
export const bare =
  (key: string): ActionClause =>
  (_, speech) =>
    weave(speech.say(`action.${key}`), {});

const LONGEST = 48;

export const short = (value: unknown): string => {
  const words = asWords(value).trim();
  if (words === "") return "…";
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
};
