import { useEffect, useRef } from "react";
import { useSearch } from "wouter";
import type { Wanted } from "../wanted.ts";
import type { SavedView } from "./queries.ts";
import { wantedOf } from "./wanted-of-view.ts";

/** A page that is opened by its bare address opens with the view that its user chose for that. */
export const useUsualView = (
  views: readonly SavedView[],
  onChange: (changes: Partial<Wanted>) => void,
): void => {
  const isBare = useSearch() === "";
  const wasOpened = useRef(false);
  const usual = views.find((view) => view.usual);
  useEffect(() => {
    // Only what is there as the page opens: who makes a view the usual one is looking at the page already.
    if (wasOpened.current || views.length === 0) return;
    wasOpened.current = true;
    if (isBare && usual !== undefined) onChange(wantedOf(usual));
  });
};
