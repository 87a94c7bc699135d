import type { ObjectType } from "@cadencia/core/model";

/** What a board is narrowed by, as it was asked for. */
export interface Wanted {
  readonly filter?: string | undefined;
  readonly text?: string | undefined;
}

/** Where people look for words, as far as the reader sees it. */
const PLACES = [["title"], ["contact", "name"], ["company", "name"]] as const;

/** Both in one filter, as it would be sent; undefined where nothing narrows. */
export const filterOf = (object: ObjectType, { filter, text }: Wanted): string | undefined => {
  if (text === undefined) return filter;
  const seen = PLACES.filter(([field]) => object.fields.has(field));
  const words = JSON.stringify({ any: seen.map((path) => [path.join("."), "contains", text]) });
  // The caller's stands first and unread: what is wrong with it is told by the place that it has there.
  return filter === undefined ? words : `{"all":[${filter},${words}]}`;
};
