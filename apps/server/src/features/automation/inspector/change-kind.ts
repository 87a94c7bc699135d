import { CHANGE_KINDS, type ChangeKind } from "../../../platform/journal/index.ts";

const KINDS = new Map(
  Object.entries(CHANGE_KINDS).map(([kind, letter]) => [letter as string, kind as ChangeKind]),
);

/** The word for a letter of the journal. */
export const presentKind = (letter: string): ChangeKind => KINDS.get(letter) ?? "updated";
