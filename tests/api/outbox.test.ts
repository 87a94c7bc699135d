import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
const deals: Record<string, string> = {};

const settle = async (): Promise<void> => {
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
};
const record = async (object: string, values: object): Promise<string> => {
  const { status, body } = await api.call(`POST records/${object}`, values);
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
};
const automate = async (key: string, step: object): Promise<void> => {
  const { status, body } = await api.call("POST automations", {
    key,
    object: "deal",
    active: true,
    trigger: { on: "created" },
    when: ["source", "is", key],
    steps: [{ id: "send", ...step }],
  });
  expect([status, body.detail]).toEqual([201, undefined]);
};
const list = async (query = "", as?: Record<string, string>) =>
  (await api.call(`GET outbox${query}`, undefined, as)).body;
const recipients = async (query: string, as?: Record<string, string>): Promise<string[]> =>
  (await list(query, as)).items.map(({ to }: { to: string }) => to);

const CONTACTS = ["ana", "bea", "cleo"];
const mailsOf = (names: readonly string[]) => names.map((name) => `${name}@example.test`);

beforeAll(async () => {
  api = await startApi({}, { clock });
  await automate("mails", {
    do: "send_email",
    with: { to: "customer", subject: "About {{ deal.title }}", text: "Dear\n\n {{ contact.first_name }}" },
  });
  await automate("texts", { do: "send_sms", with: { to: "customer", text: "Soon" } });
  await automate("calls", {
    do: "call_webhook",
    with: { url: "https://example.test/hook", body: { deal: "{{ deal.title }}" } },
  });
  await record("user", { name: "Sam", handle: "sam", role: "salesperson" });
  for (const name of CONTACTS) {
    const contact = await record("contact", {
      first_name: name,
      email: `${name}@example.test`,
      phone: "+34600000001",
    });
    const values = { title: `Boiler of ${name}`, contact };
    deals[name] = await record("deal", { ...values, source: "mails" });
    clock.advanceTo(clock.now().add({ minutes: 1 }));
    await settle();
  }
  await record("deal", {
    title: "Text",
    source: "texts",
    contact: await record("contact", { phone: "+34600000002" }),
  });
  await record("deal", { title: "Hook", source: "calls" });
  await settle();
});
afterAll(() => api.close());

describe("the outbox", () => {
  it("shows what was made, the newest first, and that nothing leaves the house without a channel", async () => {
    const { items, captures } = await list();
    expect(captures).toBe(true);
    expect(items.map(({ channel, to }: Record<string, string>) => [channel, to])).toEqual([
      ["webhook", "webhook"],
      ["sms", "+34600000002"],
      ...mailsOf(["cleo", "bea", "ana"]).map((to) => ["email", to]),
    ]);
    expect(items[2]).toMatchObject({
      state: "captured",
      subject: "About Boiler of cleo",
      preview: "Dear cleo",
      at: "2026-06-01T08:03:00Z",
      automation: { key: "mails" },
      step: "send",
      record: { object: "deal", id: deals["cleo"], title: "Boiler of cleo" },
    });
  });

  it("comes page by page without leaving out or repeating a message", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const { items, next } = await list(`?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map(({ id }: { id: string }) => id));
      cursor = next;
    }
    expect(seen).toEqual((await list()).items.map(({ id }: { id: string }) => id));
  });

  it.each([
    ["?channel=sms", ["+34600000002"]],
    ["?channel=chat", []],
    ["?state=sent&channel=email", mailsOf(["cleo", "bea", "ana"])],
    ["?state=failed", []],
    ["?automation=texts", ["+34600000002"]],
    ["?text=BOILER%20OF%20BEA", mailsOf(["bea"])],
    ["?text=dear%0A", mailsOf(["cleo", "bea", "ana"])],
    ["?text=ana%40", mailsOf(["ana"])],
    ["?text=nowhere", []],
  ])("narrowed by %s holds %j", async (query, expected) => {
    expect(await recipients(query)).toEqual(expected);
  });

  it("narrowed by a record holds its messages", async () => {
    expect(await recipients(`?record=${deals["bea"]}`)).toEqual(mailsOf(["bea"]));
  });

  it("shows beside what went to one recipient what is held back from another, and why", async () => {
    const to = ["customer", "office@example.test"];
    await automate("both", { do: "send_email", with: { to, subject: "Hi", text: "x" } });
    const contact = await record("contact", { first_name: "Dora", email: "dora@example.test" });
    await api.call(`PATCH records/contact/${contact}`, { email_state: "unsubscribed" });
    await record("deal", { title: "Held", source: "both", contact });
    await settle();
    expect(await recipients("?automation=both&state=sent")).toEqual(["office@example.test"]);
    const { items } = await list("?state=held");
    expect(items).toMatchObject([{ to: "dora@example.test", state: "held", reason: "unsubscribed" }]);
  });
});

describe("one message", () => {
  it("is shown as its recipient sees it", async () => {
    const [{ id }] = (await list(`?record=${deals["bea"]}`)).items;
    const { body } = await api.call(`GET outbox/${id}`);
    expect(body).toMatchObject({
      to: "bea@example.test",
      subject: "About Boiler of bea",
      text: expect.stringContaining("bea"),
      attempts: 1,
      next_at: null,
      may_settle: false,
      request: null,
    });
  });

  it("of a call bears the request", async () => {
    const [{ id }] = (await list("?channel=webhook")).items;
    const { body } = await api.call(`GET outbox/${id}`);
    expect(body.request).toEqual({
      method: "POST",
      url: "https://example.test/hook",
      body: { deal: "Hook" },
    });
  });

  it("of text is counted in segments", async () => {
    const [{ id }] = (await list("?channel=sms")).items;
    expect((await api.call(`GET outbox/${id}`)).body).toMatchObject({ segments: 1, encoding: "GSM-7" });
  });
});

describe("a reader of their own deals", () => {
  let as: Record<string, string>;
  beforeAll(async () => {
    await api.call("PUT roles/own-deals", { rights: { deal: { read: "own" } } });
    await record("user", { name: "Eva", handle: "eva", role: "own-deals" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "eva", user: "eva" });
    as = { authorization: `Bearer ${secret}` };
  });

  it("sees the messages of these, no other, and no calls of webhooks", async () => {
    expect(await recipients("", as)).toEqual([]);
    const { items } = (await api.call("GET records/user?limit=50")).body;
    const eva = items.find(({ handle }: { handle: string }) => handle === "eva").id;
    await api.call(`PATCH records/deal/${deals["ana"]}`, { owner: eva });
    await record("deal", { title: "Her hook", source: "calls", owner: eva });
    await settle();
    expect(await recipients("", as)).toEqual(mailsOf(["ana"]));
    const [{ id }] = (await list(`?record=${deals["bea"]}`)).items;
    expect((await api.call(`GET outbox/${id}`, undefined, as)).status).toBe(404);
  });
});

describe("a text that none of the newest messages holds", () => {
  it("is looked for behind them, page by page", async () => {
    const { pool, schema } = api.cadencia.workspace;
    // As many as are looked through in one go, all of them newer than what the text is in.
    await pool.query(
      `INSERT INTO ${schema}.delivery (id, origin, position, channel, recipient, payload, stopped_by, state, run_at, base_at, created_at)
       SELECT ('ffffffff-ffff-7fff-bfff-' || lpad(to_hex(i), 12, '0'))::uuid, '{}', 0, 'email', 'many@example.test', '{}', '{}', 'sent',
              $1, $1, $1 FROM generate_series(1, 5000) i`,
      [clock.now().toString()],
    );
    const first = await list("?text=boiler%20of%20bea");
    expect(first.items).toEqual([]);
    expect(first.next).not.toBeNull();
    expect(await recipients(`?text=boiler%20of%20bea&cursor=${first.next}`)).toEqual(mailsOf(["bea"]));
  });
});
