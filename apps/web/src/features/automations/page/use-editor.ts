import { createContext, use } from "react";
import { useLocation } from "wouter";
import type { Act } from "../publishing/act.ts";

export const VIEWS = ["stages", "sequence", "sentences", "yaml"] as const;
export type View = (typeof VIEWS)[number];

export const isView = (text: string | undefined): text is View =>
  (VIEWS as readonly (string | undefined)[]).includes(text);

export interface EditorPlace {
  readonly key: string;
  readonly view: View;
  /** The step in hand by its id, or `trigger` or `options`; null: none. */
  readonly part: string | null;
  /** The record that the sequence is shown for; null: the newest. */
  readonly sample: string | null;
  readonly mayEdit: boolean;
  /** What one is about to do with it as a whole; it outlives the publication of a version. */
  readonly act: Act | null;
  readonly setAct: (act: Act | null) => void;
}

export const EditorContext = createContext<EditorPlace | null>(null);

/** Where one is in the editor of an automation, and the ways on from there; each has an address. */
export const useEditor = () => {
  const place = use(EditorContext);
  if (place === null) throw new Error("used outside of an editor");
  const [, go] = useLocation();
  const search = place.sample === null ? "" : `?sample=${place.sample}`;
  const base = `/automations/${place.key}`;
  return {
    ...place,
    hrefOf: (view: View) => `${base}/${view}${search}`,
    open: (part: string | null) => {
      const within = part === null ? "" : `/${encodeURIComponent(part)}`;
      go(`${base}/${place.view === "sequence" ? "sequence" : place.view}${within}${search}`);
    },
    trySample: (sample: string) =>
      go(`${base}/${place.view}${place.part === null ? "" : `/${place.part}`}?sample=${sample}`, {
        replace: true,
      }),
  };
};
