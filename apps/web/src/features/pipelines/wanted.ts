import { useSearchParams } from "wouter";
import { readJson } from "../../lib/read-json.ts";

export type View = "board" | "list";

/** What the address says of the page: which cards, and how they are shown. */
export interface Wanted {
  readonly view: View;
  readonly owner: string | null;
  readonly text: string;
  /** The column that a phone shows. */
  readonly stage: string | null;
  readonly sort: string | null;
  /** As JSON, in the language of filters. */
  readonly filter: string | null;
  /** The saved view that was opened; "none" where what one usually opens with is not wanted. */
  readonly saved: string | null;
}

export const useWanted = (): [Wanted, (changes: Partial<Wanted>) => void] => {
  const [params, setParams] = useSearchParams();
  const wanted: Wanted = {
    view: params.get("view") === "list" ? "list" : "board",
    owner: params.get("owner"),
    text: params.get("text") ?? "",
    stage: params.get("stage"),
    sort: params.get("sort"),
    filter: params.get("filter"),
    saved: params.get("saved"),
  };
  const change = (changes: Partial<Wanted>): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === "" || value === "board") after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { replace: true },
    );
  return [wanted, change];
};

/** The part that the server narrows by, as the query of an address. */
export const narrowing = ({ owner, text, filter }: Pick<Wanted, "owner" | "text" | "filter">): string => {
  const query = new URLSearchParams();
  const asked = filterOf({ owner, filter });
  if (asked !== null) query.set("filter", JSON.stringify(asked));
  if (text.trim() !== "") query.set("text", text.trim());
  return query.toString();
};

/** Whose it is and what was built from conditions, in one. */
export const filterOf = ({ owner, filter }: Pick<Wanted, "owner" | "filter">): unknown => {
  const built = readJson(filter);
  if (owner === null) return built;
  const mine = ["owner", "is", owner];
  return built === null ? mine : { all: [built, mine] };
};
