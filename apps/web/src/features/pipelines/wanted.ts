import { useSearchParams } from "wouter";

export type View = "board" | "list";

/** What the address says of the page: which cards, and how they are shown. */
export interface Wanted {
  readonly view: View;
  readonly owner: string | null;
  readonly text: string;
  /** The column that a phone shows. */
  readonly stage: string | null;
  readonly sort: string | null;
}

export const useWanted = (): [Wanted, (changes: Partial<Wanted>) => void] => {
  const [params, setParams] = useSearchParams();
  const wanted: Wanted = {
    view: params.get("view") === "list" ? "list" : "board",
    owner: params.get("owner"),
    text: params.get("text") ?? "",
    stage: params.get("stage"),
    sort: params.get("sort"),
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
export const narrowing = ({ owner, text }: Pick<Wanted, "owner" | "text">): string => {
  const query = new URLSearchParams();
  if (owner !== null) query.set("filter", JSON.stringify(["owner", "is", owner]));
  if (text.trim() !== "") query.set("text", text.trim());
  return query.toString();
};
