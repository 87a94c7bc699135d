import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { isOffline, isSignedOut, Problem } from "../../../lib/api/problem.ts";
import { begin, record, redo, undo, type History } from "./history.ts";
import { withIds } from "./steps.ts";

export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "signedOut" | "failed" | "conflict";

export interface DraftState {
  readonly history: History<AutomationInput>;
  readonly save: SaveState;
  /** The draft as the server has it; 0: it has none. */
  readonly revision: number;
  /** What somebody else saved meanwhile; null: they published or discarded the draft. */
  readonly theirs: DraftPayload | null;
  /** The version that was edited. */
  readonly baseVersion: number;
  /** What the server said where it refused. */
  readonly refusal: string | null;
}

/** Where a draft is kept and what it is made of. */
export interface DraftHouse {
  readonly published: AutomationInput;
  /** 0: it is still to be defined. */
  readonly baseVersion: number;
  readonly stored: DraftPayload | null;
  readonly send: (edit: {
    revision: number;
    base_version: number;
    definition: AutomationInput;
  }) => Promise<DraftPayload>;
  readonly fetch: () => Promise<DraftPayload | null>;
  /** What was typed and has not reached the server. */
  readonly held: {
    readonly read: () => Held | null;
    readonly write: (edit: Held | null) => void;
  };
  /** Does something after so many milliseconds; answers how to call it off. */
  readonly later: (act: () => void, wait: number) => () => void;
}

/** An edit with the revision that it rests on. */
export interface Held {
  readonly revision: number;
  readonly baseVersion: number;
  readonly definition: AutomationInput;
}

const nothing = (): void => undefined;
const PAUSE = 600;
const AGAIN = 5000;

export interface DraftStore {
  readonly get: () => DraftState;
  readonly subscribe: (listener: () => void) => () => void;
  /** `thing`: edits of one thing in a row are one step back. */
  readonly edit: (change: (definition: AutomationInput) => AutomationInput, thing?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves what is unsaved and answers the revision that the server has; null where it could not. */
  readonly flush: () => Promise<number | null>;
  /** Of a conflict: what is here is written over theirs. */
  readonly keepMine: () => void;
  /** Of a conflict: theirs is taken, and Undo brings back what was here. */
  readonly takeTheirs: () => void;
  /** Back to what is published: the server has no draft any more. */
  readonly discard: () => void;
  /** A newer version was published: the draft is to take its place. */
  readonly rebase: () => void;
  /** Tries again at once what did not reach the server. */
  readonly retry: () => void;
}

/** A definition under edit: kept on the server by and by, with the way back; nothing that was typed is lost. */
export const createDraftStore = (house: DraftHouse): DraftStore => {
  const { stored, published } = house;
  const held = house.held.read();
  const first = held?.definition ?? (stored?.definition as AutomationInput | undefined) ?? published;
  let state: DraftState = {
    history: begin({ ...first, steps: withIds(first.steps) }),
    save: held === null ? "saved" : "unsaved",
    revision: held?.revision ?? stored?.revision ?? 0,
    theirs: null,
    baseVersion: held?.baseVersion ?? stored?.base_version ?? house.baseVersion,
    refusal: null,
  };
  const listeners = new Set<() => void>();
  let callOff = nothing;
  let sending: Promise<void> | null = null;

  const set = (change: Partial<DraftState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const schedule = (wait: number): void => {
    callOff();
    callOff = house.later(() => void send(), wait);
  };

  const send = async (): Promise<void> => {
    callOff();
    if (sending !== null) {
      await sending;
      return state.save === "unsaved" ? send() : undefined;
    }
    const definition = state.history.present;
    set({ save: "saving", refusal: null });
    sending = house
      .send({ revision: state.revision, base_version: state.baseVersion, definition })
      .then((draft) => {
        const isSame = state.history.present === definition;
        if (isSame) house.held.write(null);
        else hold();
        set({ revision: draft.revision, save: isSame ? "saved" : "unsaved" });
        if (!isSame) schedule(PAUSE);
      })
      .catch((error: unknown) => refused(error))
      .finally(() => {
        sending = null;
      });
    await sending;
  };

  const refused = async (error: unknown): Promise<void> => {
    if (isOffline(error)) {
      set({ save: "offline" });
      return schedule(AGAIN);
    }
    if (isSignedOut(error)) {
      set({ save: "signedOut" });
      return schedule(AGAIN);
    }
    if (error instanceof Problem && error.status === 409)
      return house.fetch().then(
        (theirs) => set({ save: "conflict", theirs }),
        () => set({ save: "conflict", theirs: null }),
      );
    set({ save: "failed", refusal: error instanceof Problem ? error.message : null });
  };

  const hold = (): void =>
    house.held.write({
      revision: state.revision,
      baseVersion: state.baseVersion,
      definition: state.history.present,
    });

  const put = (history: History<AutomationInput>): void => {
    if (history.present === state.history.present) return;
    const isWaiting = state.save === "conflict";
    set({ history, ...(isWaiting ? {} : { save: "unsaved" as const }) });
    hold();
    if (!isWaiting) schedule(PAUSE);
  };

  if (held !== null) schedule(0);

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: (change, thing) => put(record(state.history, change(state.history.present), thing ?? null)),
    undo: () => put(undo(state.history)),
    redo: () => put(redo(state.history)),
    flush: async () => {
      if (state.save !== "saved" || state.revision === 0) await send();
      return state.save === "saved" ? state.revision : null;
    },
    keepMine: () => {
      set({ revision: state.theirs?.revision ?? 0, theirs: null, save: "unsaved" });
      void send();
    },
    takeTheirs: () => {
      const { theirs } = state;
      const definition = (theirs?.definition as AutomationInput | undefined) ?? published;
      house.held.write(null);
      set({
        history: record(state.history, { ...definition, steps: withIds(definition.steps) }, null),
        revision: theirs?.revision ?? 0,
        theirs: null,
        save: "saved",
      });
    },
    discard: () => {
      callOff();
      house.held.write(null);
      const definition = { ...published, steps: withIds(published.steps) };
      set({
        history: record(state.history, definition, null),
        revision: 0,
        theirs: null,
        baseVersion: house.baseVersion,
        save: "saved",
      });
    },
    rebase: () => {
      set({ baseVersion: house.baseVersion, save: "unsaved" });
      void send();
    },
    retry: () => void send(),
  };
};
