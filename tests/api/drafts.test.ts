import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let ana: { authorization: string };
let reader: { authorization: string };

beforeAll(async () => {
  api = await startApi();
  ana = await keyOf("ana", { role: "admin", name: "Ana Pop" });
  reader = await keyOf("ray", { role: "read-only", name: "Ray Read" });
});
afterAll(() => api.close());

const keyOf = async (handle: string, values: object) => {
  await api.call("POST records/user", { handle, ...values });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: handle, user: handle });
  return { authorization: `Bearer ${secret}` };
};

const note = (days: number) => ({
  id: "note",
  wait: { for: `${days}d` },
  do: "post_note",
  with: { text: "x" },
});
const definition = (key: string, days = 3) => ({
  key,
  name: "Seguimiento",
  object: "deal",
  trigger: { on: "created" },
  steps: [note(days)],
});
const edit = (given: object, more: object = {}) => ({
  revision: 0,
  base_version: 0,
  definition: given,
  ...more,
});

describe("a draft", () => {
  it("is kept unfinished, and read again with who wrote it", async () => {
    const unfinished = { key: "fresh", object: "deal", steps: [{ id: "a", do: "send_email" }] };
    const { status, body } = await api.call("PUT automations/fresh/draft", edit(unfinished));
    expect([status, body.revision, body.base_version]).toEqual([200, 1, 0]);
    const again = (await api.call("GET automations/fresh/draft")).body;
    expect(again).toMatchObject({ definition: unfinished, updated_by: { name: "Administrator" } });
    const { items } = (await api.call("GET automation-drafts")).body;
    expect(items.map(({ automation }: { automation: string }) => automation)).toEqual(["fresh"]);
  });

  it("of what is defined already is listed with all of them", async () => {
    await api.call("POST automations", definition("listed", 1));
    await api.call("PUT automations/listed/draft", edit(definition("listed", 2), { base_version: 1 }));
    const keysOf = async (query: string): Promise<string[]> =>
      (await api.call(`GET automation-drafts${query}`)).body.items.map(
        ({ automation }: { automation: string }) => automation,
      );
    expect(await keysOf("?all=true")).toContain("listed");
    expect(await keysOf("?all=false")).not.toContain("listed");
    expect(await keysOf("")).not.toContain("listed");
  });

  it("tells who saved another one meanwhile, and loses neither", async () => {
    await api.call("PUT automations/shared/draft", edit(definition("shared", 1)));
    await api.call("PUT automations/shared/draft", edit(definition("shared", 2), { revision: 1 }), ana);
    const late = await api.call(
      "PUT automations/shared/draft",
      edit(definition("shared", 9), { revision: 1 }),
    );
    expect(late).toMatchObject({
      status: 409,
      body: { version: 2, detail: expect.stringContaining("Ana Pop") },
    });
    const { body } = await api.call("GET automations/shared/draft");
    expect(body.definition.steps[0].wait).toEqual({ for: "2d" });
    const first = await api.call("PUT automations/shared/draft", edit(definition("shared", 9)));
    expect(first.status).toBe(409);
  });

  it("defines the automation when it is published, switched off, and is gone", async () => {
    await api.call(
      "PUT automations/new-one/draft",
      edit({ ...definition("new-one"), when: ["amount", "gt", 5] }),
    );
    const { status, body } = await api.call("POST automations/new-one/draft/publish", { revision: 1 });
    expect([status, body.state, body.version]).toEqual([200, "inactive", 1]);
    expect((await api.call("GET automations/new-one/draft")).status).toBe(404);
  });

  it("takes away what it no longer says", async () => {
    await api.call("PUT automations/new-one/draft", edit(definition("new-one", 4), { base_version: 1 }));
    const { body } = await api.call("POST automations/new-one/draft/publish", { revision: 1 });
    expect(body.version).toBe(2);
    expect(body.definition.when).toBeUndefined();
    expect(body.definition.steps[0].wait).toEqual({ for: "4d" });
  });

  it("is not published over a version that it did not start from, nor with faults", async () => {
    await api.call("PUT automations/new-one/draft", edit(definition("new-one", 5), { base_version: 1 }));
    const stale = await api.call("POST automations/new-one/draft/publish", { revision: 1 });
    expect(stale).toMatchObject({ status: 409, body: { detail: expect.stringContaining("version 2") } });
    const wrong = { ...definition("new-one"), steps: [{ id: "a", do: "set", with: { stage: "sales/wn" } }] };
    await api.call("PUT automations/new-one/draft", edit(wrong, { revision: 1, base_version: 2 }));
    const refused = await api.call("POST automations/new-one/draft/publish", { revision: 2 });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].field).toBe("steps[0].with.stage");
    expect((await api.call("DELETE automations/new-one/draft")).status).toBe(204);
  });

  it("is for who may edit automations", async () => {
    for (const line of [
      "GET automations/shared/draft",
      "DELETE automations/shared/draft",
      "GET automation-drafts",
    ])
      expect((await api.call(line, undefined, reader)).status).toBe(403);
    expect((await api.call("PUT automations/shared/draft", edit(definition("shared")), reader)).status).toBe(
      403,
    );
  });
});

describe("what publishing means for runs under way", () => {
  it("is told by step, with whose step would run sooner, and nothing comes of it", async () => {
    await api.call("POST automations", { ...definition("waits", 10), active: true });
    const deal = (await api.call("POST records/deal", { title: "Boiler" })).body.id;
    await api.call("PUT automations/waits/draft", edit(definition("waits", 2), { base_version: 1 }));
    const { body } = await api.call("GET automations/waits/draft/effect?revision=1");
    expect(body).toMatchObject({
      runs: 1,
      steps: [{ step: "note", runs: 1 }],
      sooner: 1,
      at_once: 0,
      ending: 0,
    });
    expect(body.examples[0]).toMatchObject({ record: deal, step: "note" });
    expect((await api.call("GET automations/waits")).body.version).toBe(1);
    expect((await api.call("GET automations/waits/draft")).status).toBe(200);
    await api.call("POST automations/waits/draft/publish", { revision: 1, active_runs: "move" });
    const [run] = (await api.call(`GET runs?record=${deal}`)).body.items;
    expect([run.version, run.steps[0].due]).toEqual([2, body.examples[0].after]);
  });
});

describe("a check", () => {
  it("names every fault at its place, and what is hardly meant", async () => {
    const faulty = {
      ...definition("checked"),
      steps: [{ id: "mail", do: "send_email", with: { to: "customer" } }],
    };
    const { body } = await api.call("POST automations/checked/check", { definition: faulty });
    expect(body.errors).toEqual([expect.objectContaining({ field: "steps[0].with", code: "missing_key" })]);
    const trigger = { enters: { stage: "sales/new" } };
    const moves = { id: "move", do: "set", with: { stage: "sales/won" } };
    const ends = { ...definition("checked"), trigger, steps: [moves, note(1)] };
    const { body: warned } = await api.call("POST automations/checked/check", { definition: ends });
    expect(warned).toEqual({
      errors: [],
      warnings: [{ field: "steps[0].with.stage", code: "ends_itself", params: { stage: "sales/won" } }],
    });
  });
});
