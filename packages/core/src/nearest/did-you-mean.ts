import { nearest } from "./nearest.ts";

/** `; did you mean "amount"?` to end a message with, or nothing when no choice is near. */
export const didYouMean = (word: string, choices: Iterable<string>): string => {
  const close = nearest(word, choices);
  return close === undefined ? "" : `; did you mean "${close}"?`;
};

const LONGEST_SHOWN = 60;

/** A name as a message repeats it: in quotes, a very long one cut, for nobody needs to read their megabyte again. */
export const asWritten = (word: string): string =>
  word.length > LONGEST_SHOWN ? `"${word.slice(0, LONGEST_SHOWN - 1)}…"` : `"${word}"`;

/** `there is no field "amout"; did you mean "amount"?` */
export const noSuch = (what: string, word: string, choices: Iterable<string>): string =>
  `there is no ${what} ${asWritten(word)}${didYouMean(word, choices)}`;
