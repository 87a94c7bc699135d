import { fold } from "@cadencia/core/model";
import type { Match } from "../mapping/match.ts";

/** A text in a cell that names a related record. */
export interface Wanted {
  readonly match: Match;
  /** As it stands in the cell, with one space between words. */
  readonly text: string;
  readonly folded: string;
  /** The same for all cells that name the same record. */
  readonly key: string;
}

/** Texts are compared folded, and however many spaces stand between words. */
export const wantRelated = (match: Match, cell: string): Wanted => {
  const text = cell.trim().replaceAll(/\s+/g, " ");
  const folded = fold(text);
  return { match, text, folded, key: `${targetOf(match)}\n${folded}` };
};

export const targetOf = ({ object, by }: Match): string => `${object.key}.${by.key}`;
