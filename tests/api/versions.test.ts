import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const step = (id: string, days: number) => ({
  id,
  wait: { for: `${days}d` },
  do: "post_note",
  with: { text: id },
});
const automation = (key: string, steps: object[] = [step("one", 1), step("two", 5)]) => ({
  key,
  name: "Seguimiento",
  object: "deal",
  trigger: { on: "created" },
  steps,
  active: true,
});

const publish = (key: string, steps: object[], more: object = {}) =>
  api.call(`PUT automations/${key}`, { change: { steps }, ...more });
const deal = async () => (await api.call("POST records/deal", { title: "Boiler" })).body;
const runOf = async (record: string) => (await api.call(`GET runs?record=${record}`)).body.items[0];

describe("versions", () => {
  it("are listed with who published them, when, and what became of the runs under way", async () => {
    await api.call("POST automations", automation("history"));
    await deal();
    await publish("history", [step("one", 2)]);
    await publish("history", [step("one", 3)], { active_runs: "move" });
    const { body } = await api.call("GET automations/history/versions");
    const who = { id: expect.any(String), name: "Administrator" };
    expect(body).toEqual({
      next: null,
      items: [
        {
          version: 3,
          current: true,
          published_at: expect.any(String),
          published_by: who,
          active_runs: "move",
          restores: null,
          runs_under_way: 1,
        },
        expect.objectContaining({ version: 2, current: false, active_runs: "finish", runs_under_way: 0 }),
        expect.objectContaining({ version: 1, current: false, active_runs: null, runs_under_way: 0 }),
      ],
    });
    const first = (await api.call("GET automations/history/versions?limit=1")).body;
    const rest = (await api.call(`GET automations/history/versions?cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items]).toEqual(body.items);
    const old = (await api.call("GET automations/history/versions/1")).body;
    expect(old).toMatchObject({ version: 1, definition: { steps: [step("one", 1), step("two", 5)] } });
  });

  it("are compared part by part, and in lines of the reader's language", async () => {
    const { body } = await api.call("GET automations/history/diff?from=1&to=2");
    expect(body).toEqual({
      from: 1,
      to: 2,
      differences: [
        { kind: "removed", step: "two", part: null, before: step("two", 5) },
        { kind: "changed", step: "one", part: "wait", before: { for: "1d" }, after: { for: "2d" } },
      ],
      lines: [
        "Step “two” removed: {id: two, wait: {for: 5d}, do: post_note, with: {text: two}}",
        "Step “one”, wait: {for: 1d} → {for: 2d}",
      ],
    });
    const lines = async (query: string) =>
      (await api.call(`GET automations/history/diff?${query}`)).body.lines;
    expect(await lines("locale=es")).toEqual(["Paso «one», espera: {for: 2d} → {for: 3d}"]);
    expect(await lines("locale=ro")).toEqual(["Pasul „one”, așteptare: {for: 2d} → {for: 3d}"]);
    expect(await lines("from=2&to=2")).toEqual(["No difference"]);
  });

  it("come back as a new one, and say which they bring back", async () => {
    const rolled = await api.call("POST automations/history/rollback", { version: 1, active_runs: "move" });
    expect(rolled.body).toMatchObject({
      version: 4,
      definition: { steps: [step("one", 1), step("two", 5)] },
    });
    const [last] = (await api.call("GET automations/history/versions?limit=1")).body.items;
    expect(last).toMatchObject({ version: 4, restores: 1, active_runs: "move", runs_under_way: 1 });
    expect((await api.call("GET automations/history/diff?from=1")).body.differences).toEqual([]);
  });
});

describe("publishing", () => {
  it("moves runs, and leaves those that nobody asked to move", async () => {
    await api.call("POST automations", automation("moving"));
    const { id } = await deal();
    await publish("moving", [step("one", 1), step("three", 1)]);
    expect(await runOf(id)).toMatchObject({ automation: "moving", version: 1 });
    await publish("moving", [step("three", 1)], { active_runs: "move" });
    expect(await runOf(id)).toMatchObject({
      version: 3,
      status: "active",
      steps: [
        { step: "one", status: "cancelled", reason: "version_replaced" },
        { step: "three", status: "waiting" },
      ],
    });
    await api.call("DELETE automations/moving");
  });

  it("refuses an edit of a version that another edit has replaced", async () => {
    await api.call("POST automations", automation("two-editors"));
    expect((await publish("two-editors", [step("one", 2)], { version: 1 })).status).toBe(200);
    const late = await publish("two-editors", [step("one", 9)], { version: 1 });
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain("is at version 2 by now, not 1");
    await api.call("DELETE automations/two-editors");
  });
});

describe("a copy", () => {
  it("is switched off, has the next free place and no history", async () => {
    await api.call("POST automations", automation("original"));
    await publish("original", [step("one", 2)]);
    const { id } = await deal();
    const copied = await api.call("POST automations/original/copy", { key: "duplicate" });
    expect(copied).toMatchObject({
      status: 201,
      headers: { location: "/api/v1/automations/duplicate" },
      body: { key: "duplicate", name: "Seguimiento Copy", state: "inactive", version: 1, activated_at: null },
    });
    expect(copied.body.definition.steps).toEqual([step("one", 2)]);
    expect((await api.call("GET automations/duplicate/versions")).body.items).toHaveLength(1);
    expect((await api.call("GET automations/duplicate/runs")).body.items).toEqual([]);
    expect((await runOf(id)).automation).toBe("original");
    const again = await api.call("POST automations/original/copy", { key: "duplicate", name: "Other" });
    expect(again.status).toBe(409);
  });
});

describe("a deleted automation", () => {
  it("cancels what waits; its runs and versions stay readable, and its key is free again", async () => {
    const { id } = await deal();
    expect((await api.call("DELETE automations/original")).status).toBe(204);
    expect((await api.call("GET automations/original")).status).toBe(404);
    expect((await api.call(`GET automations/original/runs?record=${id}`)).body.items).toMatchObject([
      {
        automation: "original",
        status: "exited",
        reason: "automation_deleted",
        steps: [{ step: "one", status: "cancelled", reason: "automation_deleted" }],
      },
    ]);
    expect((await api.call("GET automations/original/versions")).body.items).toHaveLength(2);
    expect((await api.call("GET automations/original/diff")).body.differences).not.toEqual([]);
    const refused = await api.call("POST automations/original/rollback", { version: 1 });
    expect(refused.status).toBe(404);

    await api.call("POST automations", automation("original"));
    expect((await api.call("GET automations/original/versions")).body.items).toHaveLength(1);
    expect((await api.call("GET automations/original/runs")).body.items).toEqual([]);
  });
});
