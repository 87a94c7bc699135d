/**
 * Edits (insert, delete, replace, swap of two neighbours) between two words: optimal string alignment.
 * Words longer than anything we name are not worth the quadratic work.
 */
const editDistance = (left: string, right: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const replace = (last[column - 1] ?? 0) + (same ? 0 : 1);
      const remove = (last[column] ?? 0) + 1;
      const insert = (current[column - 1] ?? 0) + 1;
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const swap = swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min(replace, remove, insert, swap));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
};

const LONGEST_WORD = 100;

/** The choice that a mistyped word most likely meant; undefined when none is near. The first of equals wins. */
export const nearest = (word: string, choices: Iterable<string>): string | undefined => {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const choice of choices) {
    if (Math.abs(choice.length - wanted.length) > farthest) continue;
    const distance = editDistance(wanted, choice.toLowerCase());
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
};
