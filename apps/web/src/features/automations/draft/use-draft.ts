import { createContext, use, useSyncExternalStore } from "react";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { request } from "../../../lib/api/request.ts";
import { createDraftStore, type DraftState, type DraftStore, type Held } from "./draft-store.ts";
import { fetchDraft } from "./queries.ts";
import type { DraftPayload } from "@cadencia/contracts/api";

interface Opened {
  readonly published: AutomationInput;
  readonly baseVersion: number;
  readonly stored: DraftPayload | null;
}

/** The draft of an automation, kept on its server and in this browser. */
export const openDraft = (key: string, opened: Opened): DraftStore =>
  createDraftStore({
    ...opened,
    send: (edit) => request<DraftPayload>(`/automations/${key}/draft`, { method: "PUT", body: edit }),
    fetch: () => fetchDraft(key),
    held: heldIn(`cadencia.draft.${key}`),
    later: (act, wait) => {
      const timer = setTimeout(act, wait);
      return () => clearTimeout(timer);
    },
  });

const heldIn = (name: string) => ({
  read: (): Held | null => {
    const text = localStorage.getItem(name);
    if (text === null) return null;
    try {
      return JSON.parse(text) as Held;
    } catch {
      return null;
    }
  },
  write: (edit: Held | null): void =>
    edit === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(edit)),
});

export const DraftContext = createContext<DraftStore | null>(null);

export const useDraftStore = (): DraftStore => {
  const store = use(DraftContext);
  if (store === null) throw new Error("used outside of an editor");
  return store;
};

export const useDraft = (): DraftState => {
  const store = useDraftStore();
  return useSyncExternalStore(store.subscribe, store.get);
};

/** What is edited, as it stands. */
export const useDefinition = (): AutomationInput => useDraft().history.present;
