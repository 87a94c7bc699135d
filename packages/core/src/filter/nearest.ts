import { fold } from "../model/index.ts";

/** Nobody means a name this long; to compare a megabyte with every name took 14 s. */
const LONGEST_NAME = 100;

/** The candidate most like what was written, or null when none is like it enough to be meant. */
export function nearest(written: string, candidates: Iterable<string>): string | null {
  if (written.length > LONGEST_NAME) return null;
  const folded = fold(written);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(folded.length / 2)) + 1;

  for (const candidate of candidates) {
    const distance = levenshtein(folded, fold(candidate));
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** How many letters must be put in, taken out or replaced to come from one text to the other. */
export function levenshtein(from: string, to: string): number {
  const [source, target] = [[...from], [...to]];
  let row = target.map((_, index) => index + 1);
  for (const [line, letter] of source.entries()) {
    let diagonal = line;
    let left = line + 1;
    row = target.map((other, index) => {
      const above = row[index] ?? 0;
      const cell = letter === other ? diagonal : 1 + Math.min(diagonal, left, above);
      diagonal = above;
      left = cell;
      return cell;
    });
  }
  return row.at(-1) ?? source.length;
}
