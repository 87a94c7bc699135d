import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startWorkers, type Workers } from "../../apps/server/src/workers/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let workers: Workers;
beforeAll(async () => {
  api = await startApi();
  workers = startWorkers(api.cadencia.engine, {
    log: { error: (message: unknown) => console.error(message) },
  });
});
afterAll(async () => {
  await workers.stop();
  await api.close();
});

const CALL = {
  key: "call-after-proposal",
  name: "Call after the proposal",
  object: "deal",
  trigger: { enters: { stage: "sales/proposal" } },
  steps: [
    {
      id: "call",
      do: "plan_activity",
      with: { type: "call", summary: "Ask about {{ deal.title }}", due: "1d" },
    },
    { id: "later", wait: { for: "3d" }, do: "post_note", with: { text: "Still there" } },
  ],
};

const deal = async (values: object = {}) =>
  (await api.call("POST records/deal", { title: "Boiler", owner: "admin", ...values })).body;

const titles = (page: { items: { title: string }[] }) => page.items.map(({ title }) => title);

/** Looks again until it is so; a second is what the product promises. */
const soon = async <Result>(
  look: () => Promise<Result>,
  isThere: (found: Result) => boolean,
): Promise<Result> => {
  for (let tries = 0; ; tries += 1) {
    const found = await look();
    if (isThere(found) || tries > 100) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};

describe("an automation", () => {
  it("is defined switched off, activated, and does its work on the records that enter", async () => {
    const defined = await api.call("POST automations", CALL);
    expect(defined).toMatchObject({
      status: 201,
      headers: { location: "/api/v1/automations/call-after-proposal" },
      body: { key: CALL.key, state: "inactive", version: 1, definition: { ...CALL, active: false } },
    });
    const early = await deal({ stage: "sales/proposal" });
    const active = await api.call(`POST automations/${CALL.key}/activate`, { existing: false });
    expect(active.body).toMatchObject({
      state: "active",
      definition: CALL,
      activated_at: expect.any(String),
    });
    expect((await api.call("GET automations")).body.items).toEqual([active.body]);

    const { id } = await deal();
    await api.call(`PATCH records/deal/${id}`, { stage: "sales/proposal" });
    const activities = () => api.call(`GET records/deal/${id}/activities`);
    const { body } = await soon(activities, (found) => found.body.items.length > 0);
    expect(body.items).toMatchObject([{ type: "call", summary: "Ask about Boiler", done: false }]);
    const changes = (await api.call(`GET records/activity/${body.items[0].id}/changes`)).body.items;
    expect(changes[0]).toMatchObject({ actor: null, cause: { automation: CALL.key, step: "call" } });
    expect((await api.call(`GET records/deal/${early.id}/activities`)).body.items).toEqual([]);
  });

  it("shows its runs with every step, its reason and when it is due", async () => {
    const { id } = await deal({ stage: "sales/proposal" });
    const runs = () => api.call(`GET runs?record=${id}`);
    const { body } = await soon(runs, (found) => found.body.items[0]?.steps.length === 2);
    expect(body).toMatchObject({
      next: null,
      items: [
        {
          automation: CALL.key,
          record: id,
          status: "active",
          steps: [
            { step: "call", status: "done", at: expect.any(String) },
            { step: "later", status: "waiting", reason: "waiting_time", due: expect.any(String), at: null },
          ],
        },
      ],
    });
    expect((await api.call(`GET automations/${CALL.key}/runs?record=${id}`)).body).toEqual(body);
    const first = (await api.call(`GET automations/${CALL.key}/runs?limit=1`)).body;
    const rest = (await api.call(`GET automations/${CALL.key}/runs?cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items]).toHaveLength(2);

    await api.call(`POST automations/${CALL.key}/stop`, { record: id });
    const stopped = (await api.call(`GET runs?automation=${CALL.key}&record=${id}`)).body.items[0];
    expect(stopped).toMatchObject({ status: "exited", reason: "manual", detail: "Administrator" });
    expect((await api.call(`GET runs?status=active&record=${id}`)).body.items).toEqual([]);
  });

  it("is published anew, switched off, pressed and deleted", async () => {
    const published = await api.call(`PUT automations/${CALL.key}`, {
      change: { steps: [{ id: "note", do: "post_note", with: { text: "Version two" } }] },
      active_runs: "cancel",
    });
    expect(published.body).toMatchObject({
      version: 2,
      state: "active",
      definition: { steps: [{ id: "note" }] },
    });
    // Pressed outside its stage, the run starts and finds that the record does not satisfy the filter.
    const { id } = await deal();
    await api.call(`POST automations/${CALL.key}/press`, { record: id });
    const runs = () => api.call(`GET runs?record=${id}`);
    const { body } = await soon(runs, (found) => found.body.items[0]?.status === "exited");
    expect(body.items).toMatchObject([{ automation: CALL.key, version: 2, reason: "left_criterion" }]);

    expect((await api.call(`POST automations/${CALL.key}/deactivate`)).body).toMatchObject({
      state: "inactive",
    });
    expect((await api.call(`POST automations/${CALL.key}/press`, { record: id })).status).toBe(409);
    expect((await api.call(`DELETE automations/${CALL.key}`)).status).toBe(204);
    expect((await api.call(`GET automations/${CALL.key}`)).status).toBe(404);
    expect((await api.call(`GET runs?record=${id}`)).body.items).toMatchObject([{ automation: CALL.key }]);
  });

  it("without a trigger of its own starts when it is pressed, for one record or for all that satisfy `when`", async () => {
    await api.call("POST automations", {
      key: "remind",
      object: "deal",
      trigger: { manual: true },
      when: ["amount", "gt", 1000],
      steps: [{ id: "note", do: "post_note", with: { text: "Look at it" } }],
      active: true,
    });
    const [small, large] = [await deal({ amount: 1 }), await deal({ amount: 5000 })];
    await api.call("POST automations/remind/press");
    const notes = (id: string) => async () => (await api.call(`GET records/deal/${id}/notes`)).body.items;
    expect(await soon(notes(large.id), (found) => found.length > 0)).toMatchObject([{ text: "Look at it" }]);
    expect(await notes(small.id)()).toEqual([]);
    await api.call("POST automations/remind/press", { record: large.id });
    expect(await soon(notes(large.id), (found) => found.length > 1)).toHaveLength(2);
  });

  it("says before it is switched on whom it would reach, and changes nothing by that", async () => {
    const contact = async (email: string | null) =>
      (await api.call("POST records/contact", { first_name: "Pedro", email })).body.id;
    for (const email of ["one@example.test", "two@example.test", null])
      await deal({ stage: "sales/negotiation", contact: await contact(email) });
    await api.call("POST automations", {
      key: "campaign",
      object: "deal",
      trigger: { enters: { stage: "sales/negotiation" } },
      steps: [{ id: "mail", wait: { for: "1d" }, do: "send_email", with: { to: "customer", subject: "Hi" } }],
    });
    const preview = (existing: boolean) => api.call("POST automations/campaign/preview", { existing });
    expect(await preview(true)).toMatchObject({
      status: 200,
      body: { enter: 3, reached: 2, suppressed: 0, no_address: 1, first_due: expect.any(String) },
    });
    expect((await preview(false)).body).toEqual({
      enter: 0,
      reached: 0,
      suppressed: 0,
      no_address: 0,
      first_due: null,
    });
    expect((await api.call("GET automations/campaign")).body.state).toBe("inactive");
    expect((await api.call("GET automations/campaign/runs")).body.items).toEqual([]);

    await api.call("POST automations/campaign/activate", { existing: true });
    expect((await api.call("GET automations/campaign/runs")).body.items).toHaveLength(3);
    expect(await preview(true)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("active already") },
    });
  });

  it("names beforehand who would enter, page by page, to whom may read them, and counts the others", async () => {
    await api.call("PUT roles/own-deals", { rights: { deal: { read: "own" } } });
    const dan = (await api.call("POST records/user", { name: "Dan", handle: "dan", role: "own-deals" })).body
      .id;
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "dan", user: "dan" });
    // A task is read by who may read what it stands on.
    for (const [title, owner] of [
      ["Anchor", dan],
      ["Bridge", null],
      ["Castle", dan],
    ]) {
      const { id } = await deal({ owner });
      const body = { title, type: "visit", record: { object: "deal", id } };
      expect((await api.call("POST records/task", body)).status).toBe(201);
    }
    await api.call("POST records/task", { title: "Elsewhere" });
    await api.call("POST automations", {
      key: "call-them",
      object: "task",
      trigger: { enters: ["type", "is", "visit"] },
      steps: [{ id: "tag", do: "add_tags", with: { tags: ["visit"] } }],
    });
    const ask = async (query: string, headers = {}) =>
      (await api.call(`POST automations/call-them/preview/entrants${query}`, { existing: true }, headers))
        .body;
    const first = await ask("?limit=2");
    expect(titles(first)).toEqual(["Anchor", "Bridge"]);
    expect(first.unread).toBe(0);
    const rest = await ask(`?limit=2&cursor=${first.next}`);
    expect([titles(rest), rest.next]).toEqual([["Castle"], null]);
    const dans = await ask("", { authorization: `Bearer ${secret}` });
    expect([titles(dans), dans.unread]).toEqual([["Anchor", "Castle"], 1]);
    expect((await api.call("POST automations/call-them/preview/entrants", { existing: false })).body).toEqual(
      { items: [], next: null, unread: 0 },
    );
  });

  it("starts from an event that is reported", async () => {
    await api.call("POST automations", {
      key: "missed",
      object: "deal",
      trigger: { event: "call.missed", match: ["from", "is", "+34600"] },
      steps: [{ id: "note", do: "post_note", with: { text: "Call back {{ payload.from }}" } }],
      active: true,
    });
    const { id } = await deal();
    const record = { object: "deal", id };
    expect(
      (await api.call("POST events", { event: "call.missed", record, payload: { from: "+34600" } })).status,
    ).toBe(202);
    await api.call("POST events", { event: "call.missed", record, payload: { from: "+34601" } });
    const notes = () => api.call(`GET records/deal/${id}/notes`);
    const { body } = await soon(notes, (found) => found.body.items.length > 0);
    expect(body.items.map((note: { text: string }) => note.text)).toEqual(["Call back +34600"]);
  });
});
