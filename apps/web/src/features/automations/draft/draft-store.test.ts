import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../lib/api/problem.ts";
import { createDraftStore, type DraftHouse, type Held } from "./draft-store.ts";

const definition = (name: string): AutomationInput => ({
  key: "one",
  name,
  object: "deal",
  trigger: { manual: true },
  steps: [],
});

const draft = (revision: number, name: string): DraftPayload => ({
  automation: "one",
  revision,
  base_version: 1,
  definition: { ...definition(name) },
  updated_at: "2026-11-22T09:00:00Z",
  updated_by: { id: "u", name: "Ana" },
});

/** A server and a browser that do what they are told. */
const house = (given: Partial<DraftHouse> = {}) => {
  const sent: { revision: number; name: string | undefined }[] = [];
  let held: Held | null = null;
  const waiting: (() => void)[] = [];
  return {
    sent,
    held: () => held,
    /** Lets the time pass that the store waits. */
    pass: async () => {
      for (const act of waiting.splice(0)) act();
      await new Promise((done) => setTimeout(done));
    },
    house: {
      published: definition("Published"),
      baseVersion: 1,
      stored: null,
      send: async ({ revision, definition: { name } }) => {
        sent.push({ revision, name });
        return draft(revision + 1, name ?? "");
      },
      fetch: async () => null,
      held: { read: () => held, write: (edit) => void (held = edit) },
      later: (act) => {
        waiting.push(act);
        return () => {
          const at = waiting.indexOf(act);
          if (at >= 0) waiting.splice(at, 1);
        };
      },
      ...given,
    } satisfies DraftHouse,
  };
};

const conflict = () => Promise.reject(new Problem({ status: 409, code: "conflict", message: "" }));
const rename = (name: string) => (given: AutomationInput) => ({ ...given, name });

describe("a draft", () => {
  it("begins with what is published, and is saved a moment after the last edit", async () => {
    const { house: where, sent, pass, held } = house();
    const store = createDraftStore(where);
    store.edit(rename("A"));
    store.edit(rename("B"));
    expect(store.get().save).toBe("unsaved");
    expect(held()?.definition.name).toBe("B");
    await pass();
    expect(sent).toEqual([{ revision: 0, name: "B" }]);
    expect([store.get().save, store.get().revision, held()]).toEqual(["saved", 1, null]);
  });

  it("goes on from what the server has, by its revision", async () => {
    const { house: where, sent, pass } = house({ stored: draft(4, "Stored") });
    const store = createDraftStore(where);
    expect(store.get().history.present.name).toBe("Stored");
    store.edit(rename("New"));
    await pass();
    expect(sent).toEqual([{ revision: 4, name: "New" }]);
  });

  it("keeps what could not be sent, and sends it when the way is free", async () => {
    let isDown = true;
    const server = house();
    const store = createDraftStore({
      ...server.house,
      send: (edit) => {
        if (isDown) return Promise.reject(new Problem({ status: 0, code: "offline", message: "" }));
        return server.house.send(edit);
      },
    });
    store.edit(rename("Typed offline"));
    await server.pass();
    expect([store.get().save, server.held()?.definition.name]).toEqual(["offline", "Typed offline"]);
    isDown = false;
    await server.pass();
    expect([store.get().save, server.sent.length, server.held()]).toEqual(["saved", 1, null]);
  });

  it("comes back after a reload with what had not reached the server", async () => {
    const server = house();
    server.house.held.write({ revision: 2, baseVersion: 1, definition: definition("Held") });
    const store = createDraftStore(server.house);
    expect(store.get().history.present.name).toBe("Held");
    await server.pass();
    expect(server.sent).toEqual([{ revision: 2, name: "Held" }]);
  });

  it("tells of somebody else's, and takes either without losing the other", async () => {
    const server = house({ send: conflict, fetch: async () => draft(7, "Theirs") });
    const store = createDraftStore(server.house);
    store.edit(rename("Mine"));
    await server.pass();
    expect([store.get().save, store.get().theirs?.revision]).toEqual(["conflict", 7]);
    store.takeTheirs();
    expect([store.get().history.present.name, store.get().revision]).toEqual(["Theirs", 7]);
    store.undo();
    expect(store.get().history.present.name).toBe("Mine");
  });

  it("is written over somebody else's where that is wanted", async () => {
    let refuse = true;
    const server = house({ fetch: async () => draft(7, "Theirs") });
    const store = createDraftStore({
      ...server.house,
      send: (edit) => {
        if (refuse) return Promise.reject(new Problem({ status: 409, code: "conflict", message: "" }));
        return server.house.send(edit);
      },
    });
    store.edit(rename("Mine"));
    await server.pass();
    refuse = false;
    store.keepMine();
    await server.pass();
    expect(server.sent).toEqual([{ revision: 7, name: "Mine" }]);
    expect(store.get().save).toBe("saved");
  });
});
