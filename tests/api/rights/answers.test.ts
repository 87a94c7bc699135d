import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRound } from "../../../apps/server/src/features/automation/index.ts";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* What automations answer about their work keeps back the same as everything else. */

let api: TestApi;
let as: Record<string, string>;
let ana = "";
let deal = "";
let hidden = "";
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);
const work = async (): Promise<void> => {
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
};

beforeAll(async () => {
  api = await startApi();
  await api.call("POST objects/deal/fields", { key: "margin", type: "money", default: "4711.13" });
  await api.call("PUT roles/seller", {
    rights: { contact: { read: "own" } },
    hide: ["deal.margin", "user.email"],
  });
  ana = (
    await api.call("POST records/user", {
      name: "ana",
      handle: "ana",
      role: "seller",
      email: "ana@secret.test",
    })
  ).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  hidden = (await api.call("POST records/contact", { first_name: "P", email: "pedro@secret.test" })).body.id;
  deal = (
    await api.call("POST records/deal", { title: "Boiler", owner: ana, contact: hidden, margin: 4711.13 })
  ).body.id;
});
afterAll(() => api.close());

const makeContact = (set: object) => [{ id: "make", do: "create", with: { object: "contact", set } }];

const dryRun = (steps: readonly object[]): Promise<Answered> =>
  ask("POST automations/probe/dry-run", {
    record: deal,
    definition: { key: "probe", object: "deal", trigger: { manual: true }, steps },
  });

describe("a dry run", () => {
  it.each([
    ["customer", { to: "customer" }, 200],
    ["owner", { to: "owner" }, 200],
    ["followers", { to: "followers", cc: "owner" }, 200],
    ["field:owner", { to: "field:owner" }, 200],
    ["field:contact", { to: "field:contact" }, 200],
  ])("to %s names no hidden address", async (_, people, wanted) => {
    await api.call(`PATCH records/deal/${deal}`, { followers: [ana] });
    const { status, body } = await dryRun([
      { id: "mail", do: "send_email", with: { ...people, subject: "Hi", text: "Hello" } },
    ]);
    expect(status).toBe(wanted);
    expect(JSON.stringify(body)).not.toContain("secret.test");
  });

  it("shows no hidden field of what it would change or make", async () => {
    const { status, body } = await dryRun([
      { id: "copy", do: "copy_deal", with: {} },
      { id: "make", do: "create", with: { object: "deal", set: { title: "New" } } },
      { id: "set", do: "set", with: { title: "Set" } },
    ]);
    expect(status).toBe(200);
    const made = body.steps[1].effects;
    expect(made[0]).toMatchObject({ kind: "create", content: { after: { title: "New" } } });
    expect(JSON.stringify(body)).not.toMatch(/margin|4711\.13/);
    expect(JSON.stringify(body.steps[2].effects)).toContain("Set");
  });

  it("shows nothing of records that who asks may not read", async () => {
    const mine = await dryRun(makeContact({ first_name: "Eva", owner: "ana" }));
    expect(mine.body.steps[0].effects[0]).toMatchObject({ kind: "create", object: "contact" });
    expect(JSON.stringify(mine.body)).toContain("Eva");
    const { status, body } = await dryRun(makeContact({ first_name: "Eva" }));
    expect(status).toBe(200);
    expect(body.steps[0].effects[0]).toMatchObject({
      kind: "create",
      object: null,
      record: null,
      content: {},
    });
  });
});

describe("the answer to why", () => {
  it("keeps details, payload and chain back from who does not read everything", async () => {
    await api.call("POST automations", {
      key: "hears",
      object: "deal",
      active: true,
      trigger: { event: "message.received" },
      steps: [
        { id: "mail", do: "send_email", with: { to: "customer", subject: "x", text: "{{ contact.name }}" } },
        { id: "skip", if: ["title", "is", "Nothing"], do: "add_tags", with: { tags: ["x"] } },
      ],
    });
    await api.call("POST events", {
      event: "message.received",
      record: { object: "deal", id: deal },
      payload: { channel: "email", direction: "in", subtype: "comment", text: "secret words", from: "x@y" },
    });
    await work();
    const whole = (await api.call(`GET records/deal/${deal}/why/hears`)).body;
    expect(JSON.stringify(whole)).toContain("secret words");
    const { status, body } = await ask(`GET records/deal/${deal}/why/hears`);
    expect(status).toBe(200);
    expect(body.runs).toHaveLength(1);
    expect(body.runs[0]).toMatchObject({ payload: null, chain: [], detail: null });
    const details = JSON.stringify(body).match(/"detail":(?!null)[^,}]*/g);
    expect(details).toBeNull();
    expect(JSON.stringify(body)).not.toMatch(/secret/);
  });

  it("names no hidden field among those that a save changed", async () => {
    await api.call("POST automations", {
      key: "watches",
      object: "deal",
      active: true,
      trigger: { on: "updated" },
      steps: [{ id: "tag", do: "add_tags", with: { tags: ["seen"] } }],
    });
    await api.call(`PATCH records/deal/${deal}`, { margin: 12, title: "Changed" });
    const whole = (await api.call(`GET records/deal/${deal}/why/watches`)).body;
    expect(JSON.stringify(whole)).toContain("margin");
    const { status, body } = await ask(`GET records/deal/${deal}/why/watches`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain("title");
    expect(JSON.stringify(body)).not.toContain("margin");
  });
});

const heard = (key: string, trigger: object, text: string) => ({
  key,
  object: "deal",
  active: true,
  trigger: { event: "message.received", ...trigger },
  steps: [{ id: "note", do: "post_note", with: { text } }],
});
const somebody = async (role: string, definition: object): Promise<Record<string, string>> => {
  await api.call(`PUT roles/${role}`, definition);
  await api.call("POST records/user", { name: role, handle: role, role });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: role, user: role });
  return { authorization: `Bearer ${secret}` };
};

describe("an event", () => {
  it("tells an automation no field that is hidden from its publisher", async () => {
    const deaf = await somebody("no-bodies", { hide: ["message.body"] });
    const text = "heard {{ payload.text }} of {{ payload.subject }}";
    expect((await api.call("POST automations", heard("by-deaf", {}, text), deaf)).status).toBe(201);
    const asks = heard("asks", { match: ["text", "contains", "secret"] }, "x");
    expect((await api.call("POST automations", asks, deaf)).status).toBe(403);
    await api.call("POST events", {
      event: "message.received",
      record: { object: "deal", id: deal },
      payload: { channel: "email", text: "the secret words", subject: "Boilers" },
    });
    await work();
    const notes = JSON.stringify((await api.call("GET records/note?sort=-created_at")).body);
    expect(notes).toContain("Boilers");
    expect(notes).not.toContain("the secret words");
  });

  it("is listened to by who may read what it tells of", async () => {
    const blind = await somebody("no-messages", { rights: { message: { read: "none" } } });
    expect((await api.call("POST automations", heard("by-blind", {}, "x"), blind)).status).toBe(403);
    const waits = {
      key: "waits",
      object: "deal",
      trigger: { manual: true },
      steps: [
        {
          id: "wait",
          wait: { event: "message.received", timeout: "3d" },
          do: "add_tags",
          with: { tags: ["x"] },
        },
      ],
    };
    expect((await api.call("POST automations", waits, blind)).status).toBe(403);
    const own = await somebody("own-messages", { rights: { message: { read: "own" } } });
    expect((await api.call("POST automations", heard("by-own", {}, "x"), own)).status).toBe(403);
  });
});

describe("the numbers of a preview", () => {
  it("tell nobody of addresses that they may not read", async () => {
    await api.call("POST automations", {
      key: "mails",
      object: "deal",
      trigger: { enters: ["title", "is_set"] },
      steps: [{ id: "mail", do: "send_email", with: { to: "customer", subject: "x", text: "x" } }],
    });
    expect((await api.call("POST automations/mails/preview", { existing: true })).status).toBe(200);
    expect((await ask("POST automations/mails/preview", { existing: true })).status).toBe(403);
  });
});

describe("runs of product lines", () => {
  it("are for who reads all that may hold lines", async () => {
    await api.call("POST automations", {
      key: "lines",
      object: "line",
      active: true,
      trigger: { on: "created" },
      steps: [{ id: "tag", do: "add_tags", with: { tags: ["x"] } }],
    });
    await api.call("PUT roles/narrow", { rights: { deal: { read: "own" } } });
    await api.call("POST records/user", { name: "bo", handle: "bo", role: "narrow" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "bo", user: "bo" });
    const bo = { authorization: `Bearer ${secret}` };
    const product = (await api.call("POST records/product", { name: "p" })).body.id;
    await api.call("POST records/deal", { title: "Theirs", products: [{ product }] });
    for (const door of ["runs?automation=lines", "automations/lines/runs", "run-log?automation=lines"]) {
      expect((await api.call(`GET ${door}`)).body.items.length).toBeGreaterThan(0);
      expect((await ask(`GET ${door}`)).body.items.length).toBeGreaterThan(0);
      expect((await api.call(`GET ${door}`, undefined, bo)).body.items).toEqual([]);
    }
  });
});
