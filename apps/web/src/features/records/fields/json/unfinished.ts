import type { Place } from "../../queries.ts";

/** What was typed and is no JSON yet outlives a reload of the page. */
const nameOf = ({ id }: Place, field: string): string => `cadencia.unfinished.${id}.${field}`;

export const unfinishedText = (place: Place, field: string): string | null =>
  localStorage.getItem(nameOf(place, field));

/** Null forgets it. */
export const keepUnfinished = (place: Place, field: string, text: string | null): void =>
  text === null
    ? localStorage.removeItem(nameOf(place, field))
    : localStorage.setItem(nameOf(place, field), text);
