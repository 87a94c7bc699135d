import type { Place } from "../queries.ts";
import type { Edit } from "./save-field.ts";

/** Edits that reached no server outlive a reload of the page. */
const nameOf = ({ id }: Place, field: string): string => `cadencia.held.${id}.${field}`;

export const holdEdit = (place: Place, edit: Edit): void =>
  localStorage.setItem(nameOf(place, edit.field), JSON.stringify(edit));

export const releaseEdit = (place: Place, field: string): void =>
  localStorage.removeItem(nameOf(place, field));

export const heldEdit = (place: Place, field: string): Edit | null => {
  const text = localStorage.getItem(nameOf(place, field));
  if (text === null) return null;
  try {
    return JSON.parse(text) as Edit;
  } catch {
    return null;
  }
};
