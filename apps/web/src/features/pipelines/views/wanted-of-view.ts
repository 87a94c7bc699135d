import { filterOf, type Wanted } from "../wanted.ts";
import type { SavedView } from "./queries.ts";

/** What a view keeps of the page: whose cards is a condition like any other. */
export const viewOf = (wanted: Wanted): Readonly<Record<string, unknown>> => {
  const filter = filterOf(wanted);
  return {
    view: wanted.view,
    ...(filter === null ? {} : { filter }),
    ...(wanted.text.trim() === "" ? {} : { text: wanted.text.trim() }),
    ...(wanted.sort === null ? {} : { sort: wanted.sort }),
  };
};

/** The page as a view keeps it. */
export const wantedOf = ({ id, wanted }: SavedView): Partial<Wanted> => ({
  view: wanted["view"] === "list" ? "list" : "board",
  owner: null,
  text: typeof wanted["text"] === "string" ? wanted["text"] : "",
  sort: typeof wanted["sort"] === "string" ? wanted["sort"] : null,
  filter: wanted.filter === undefined ? null : JSON.stringify(wanted.filter),
  saved: id,
});

/** Whether the page still shows what the view keeps. */
export const isAsSaved = (wanted: Wanted, view: SavedView): boolean => {
  const {
    view: kind = "board",
    filter = null,
    text = "",
    sort = null,
  } = view.wanted as Record<string, unknown>;
  const now = viewOf(wanted);
  return (
    now["view"] === kind &&
    JSON.stringify(now["filter"] ?? null) === JSON.stringify(filter) &&
    (now["text"] ?? "") === text &&
    (now["sort"] ?? null) === sort
  );
};
