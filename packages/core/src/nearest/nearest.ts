import { fold } from "../model/index.ts";

/** Nobody means a name this long; to compare a megabyte with every name took 14 s. */
const LONGEST_WORD = 100;

/** The choice that a mistyped word most likely meant; undefined when none is near. The first of equals wins. */
export const nearest = (word: string, choices: Iterable<string>): string | undefined => {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const wanted = fold(word);
  const farthest = Math.max(1, Math.floor(wanted.length * 0.4));
  let best: string | undefined;
  let bound = farthest;
  for (const choice of choices) {
    if (Math.abs(choice.length - wanted.length) > bound) continue;
    const edits = editsWithin(bound, wanted, fold(choice));
    if (edits === null) continue;
    best = choice;
    bound = edits - 1;
    if (bound < 0) break;
  }
  return best;
};

/**
 * Edits (insert, delete, replace, swap of two neighbours) between two words: optimal string alignment. Null when they
 * are more than `bound`, which is known as soon as two lines in a row hold nothing less.
 */
const editsWithin = (bound: number, left: string, right: string): number | null => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  let leastBefore = 0;
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = Math.min(
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
      current.push(edits);
      if (edits < least) least = edits;
    }
    if (least > bound && leastBefore > bound) return null;
    leastBefore = least;
    beforeLast = last;
    last = current;
  }
  const edits = last[right.length] ?? 0;
  return edits <= bound ? edits : null;
};
