import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, revokeApiKey, setPassword } from "../../apps/server/src/features/access/index.ts";
import { until } from "../testkit/until.ts";
import { openBrowser } from "./browser.ts";
import { startApi, type TestApi } from "./start-api.ts";

interface Heard {
  readonly id: string | null;
  readonly event: string;
  // Tests look into events of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

interface Ear {
  readonly status: number;
  readonly headers: Headers;
  readonly heard: readonly Heard[];
  readonly text: () => string;
  readonly isOver: () => boolean;
  readonly close: () => void;
}

let api: TestApi;
let address: string;
const ears = new Set<Ear>();

const serve = async (one: TestApi): Promise<string> => {
  await one.app.listen({ port: 0, host: "127.0.0.1" });
  return `http://127.0.0.1:${(one.app.server.address() as AddressInfo).port}`;
};
beforeAll(async () => {
  api = await startApi({}, { live: { poll: 100 } });
  address = await serve(api);
});
afterEach(() => {
  for (const ear of ears) ear.close();
  ears.clear();
});
afterAll(() => api.close());

/** Listens until it is closed, and keeps what it hears. */
const listen = async (headers: Record<string, string> = {}, at = address): Promise<Ear> => {
  const abort = new AbortController();
  const answer = await fetch(`${at}/api/v1/live`, {
    headers: { authorization: `Bearer ${api.key}`, ...headers },
    signal: abort.signal,
  });
  const heard: Heard[] = [];
  let text = "";
  let over = false;
  const read = async (): Promise<void> => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      const piece = decoder.decode(chunk as Uint8Array, { stream: true });
      text += piece;
      rest += piece;
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const lines = new Map(
          block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
        );
        const event = lines.get("event");
        if (event !== undefined)
          heard.push({ id: lines.get("id") ?? null, event, data: JSON.parse(lines.get("data") ?? "null") });
      }
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => (over = true));
  const ear: Ear = {
    status: answer.status,
    headers: answer.headers,
    heard,
    text: () => text,
    isOver: () => over,
    close: () => abort.abort(),
  };
  ears.add(ear);
  if (answer.status === 200) await hears(ear, "ready");
  return ear;
};

const wait = { timeout: 5000, interval: 20 };
const hears = (ear: Ear, event: string): Promise<void> =>
  until(() => ear.heard.some((one) => one.event === event), { within: wait.timeout, what: event });
const toldOf = ({ heard }: Ear, id: string): string[] =>
  heard.flatMap(({ event, data }) => (event === "records" && data.ids.includes(id) ? [data.kind] : []));
const hearsOf = (ear: Ear, id: string, kind: string): Promise<void> =>
  until(() => toldOf(ear, id).includes(kind), { within: wait.timeout, what: kind });

const newDeal = async (values: object = {}): Promise<string> =>
  (await api.call("POST records/deal", { title: "Boiler", ...values })).body.id;
/** The place that an ear would go on from, once it lies beyond what it was told of a record. */
const placeBeyond = async (ear: Ear, record: string): Promise<string> => {
  const seq = ear.heard.find(({ data }) => data.ids?.includes(record))?.data.seq;
  const placed = () => ear.heard.findLast(({ id }) => id !== null && Number(id) >= seq)?.id ?? null;
  // Each event bears the place that was reached before it; what others have under way on the server holds it back.
  await until(async () => placed() !== null || (await newDeal(), false), {
    within: 2 * wait.timeout,
    what: "a place beyond",
  });
  return placed() ?? "";
};
/** A transaction of somebody else's that has written and goes on, until the function is called that this returns. */
const beginTransaction = async (): Promise<() => Promise<void>> => {
  const client = await api.cadencia.workspace.pool.connect();
  await client.query("BEGIN");
  await client.query("SELECT pg_current_xact_id()");
  return async () => {
    await client.query("COMMIT");
    client.release();
  };
};
const newPerson = async (
  name: string,
  role: string,
): Promise<{ id: string; key: Record<string, string> }> => {
  const { id } = (
    await api.call("POST records/user", { name, handle: name, email: `${name}@cadencia.test`, role })
  ).body;
  const { secret } = await createApiKey(api.cadencia.workspace, { name, user: name });
  return { id, key: { authorization: `Bearer ${secret}` } };
};

describe("who listens", () => {
  it("is told what others commit, as an event stream that no proxy holds back", async () => {
    const ear = await listen();
    expect(ear.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(ear.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(ear.headers.get("x-accel-buffering")).toBe("no");
    expect(ear.headers.get("x-content-type-options")).toBe("nosniff");
    const begin = performance.now();
    const deal = await newDeal();
    await hearsOf(ear, deal, "created");
    expect(performance.now() - begin).toBeLessThan(2000);
    await api.call(`PATCH records/deal/${deal}`, { title: "Pump" });
    await hearsOf(ear, deal, "updated");
    await api.call(`DELETE records/deal/${deal}`);
    await hearsOf(ear, deal, "deleted");
    const told = ear.heard.find(({ data }) => data.ids?.includes(deal));
    expect(told).toMatchObject({
      data: { object: "deal", kind: "created", ids: [deal], seq: expect.any(Number) },
    });
  });

  it("hears of what another process commits", async () => {
    const ear = await listen();
    const { workspace } = api.cadencia;
    const deal = await newDeal();
    await hearsOf(ear, deal, "created");
    // Straight into the journal: nothing of this process knows of it.
    await workspace.pool.query(
      `INSERT INTO ${workspace.schema}.change (at, record, object, kind) VALUES (now(), $1, 'deal', 'a')`,
      [deal],
    );
    await hearsOf(ear, deal, "archived");
    expect(toldOf(ear, deal)).toEqual(["created", "archived"]);
  });

  it("hears of a change that commits after later ones were told, and once of each", async () => {
    const ear = await listen();
    const { workspace } = api.cadencia;
    const late = await newDeal();
    const client = await workspace.pool.connect();
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO ${workspace.schema}.change (at, record, object, kind) VALUES (now(), $1, 'deal', 'n')`,
      [late],
    );
    const later = await newDeal();
    await hearsOf(ear, later, "created");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(toldOf(ear, late)).toEqual(["created"]);
    const place = Number(ear.heard.findLast(({ id }) => id !== null)?.id);
    await client.query("COMMIT");
    client.release();
    await hearsOf(ear, late, "unarchived");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(toldOf(ear, late)).toEqual(["created", "unarchived"]);
    expect(toldOf(ear, later)).toEqual(["created"]);
    // Whoever lost the connection meanwhile hears of it too: the place that they were told had not passed it.
    const again = await listen({ "last-event-id": String(place) });
    await hearsOf(again, late, "unarchived");
  });

  it("goes on where the last connection ended", async () => {
    const first = await listen();
    const before = await newDeal();
    await hearsOf(first, before, "created");
    const place = await placeBeyond(first, before);
    first.close();
    const missed = await newDeal();
    const second = await listen({ "last-event-id": place });
    await hearsOf(second, missed, "created");
    expect(toldOf(second, before)).toEqual([]);
    expect(second.heard.map(({ event }) => event)).not.toContain("reload");
  });

  it("goes on from a place that was settled before somebody's long transaction began", async () => {
    const first = await listen();
    const before = await newDeal();
    await hearsOf(first, before, "created");
    const place = await placeBeyond(first, before);
    first.close();
    await until(() => first.isOver(), { within: wait.timeout, what: "the end of the first stream" });
    const end = await beginTransaction();
    const missed = await newDeal();
    const second = await listen({ "last-event-id": place });
    await hearsOf(second, missed, "created");
    await end();
    expect(toldOf(second, before)).toEqual([]);
    expect(second.heard.map(({ event }) => event)).not.toContain("reload");
  });

  it("hears what others were told meanwhile, though a long transaction keeps its place where it was", async () => {
    const end = await beginTransaction();
    const other = await listen();
    const first = await listen();
    const place = first.heard.findLast(({ id }) => id !== null)?.id ?? "";
    first.close();
    const missed = await newDeal();
    await hearsOf(other, missed, "created");
    expect(other.heard.findLast(({ id }) => id !== null)?.id).toBe(place);
    const second = await listen({ "last-event-id": place });
    await hearsOf(second, missed, "created");
    await end();
    expect(second.heard.map(({ event }) => event)).not.toContain("reload");
  });

  it.each(["0", "999999999", "nonsense"])(
    "is told to read anew after the unknown place %s",
    async (place) => {
      const { workspace } = api.cadencia;
      if (place !== "999999999")
        await workspace.pool.query(
          `INSERT INTO ${workspace.schema}.change (at, record, object, kind)
           SELECT now(), gen_random_uuid(), 'deal', 'c' FROM generate_series(1, 2100)`,
        );
      const ear = await listen({ "last-event-id": place });
      await hears(ear, "reload");
      const deal = await newDeal();
      await hearsOf(ear, deal, "created");
      expect(ear.heard.map(({ event }) => event)).toEqual(["ready", "reload", "records"]);
    },
  );

  it("is told to read anew when too much happens at once, and hears on", async () => {
    const ear = await listen();
    const { workspace } = api.cadencia;
    await workspace.pool.query(
      `INSERT INTO ${workspace.schema}.change (at, record, object, kind)
         SELECT now(), gen_random_uuid(), 'deal', 'c' FROM generate_series(1, 5000)`,
    );
    await hears(ear, "reload");
    const deal = await newDeal();
    await hearsOf(ear, deal, "created");
    expect(ear.heard.length).toBeLessThan(20);
  });

  it("hears that automations changed, and that the configuration did", async () => {
    const ear = await listen();
    await api.call("POST automations", {
      key: "call",
      object: "deal",
      trigger: { on: "created" },
      steps: [{ id: "note", do: "post_note", with: { text: "x" } }],
    });
    await api.call("POST automations/call/activate", { existing: false });
    await hears(ear, "automations");
    expect(ear.heard.map(({ event }) => event)).not.toContain("configuration");
    await api.call("PATCH settings", { name: "Northwind" });
    await hears(ear, "configuration");
  });

  it("is shown a sign of life while nothing happens", async () => {
    const quick = await startApi({}, { live: { beat: 50 } });
    const ear = await listen({ authorization: `Bearer ${quick.key}` }, await serve(quick));
    await expect.poll(() => ear.text().split(": beat\n\n").length, wait).toBeGreaterThan(2);
    // The server ends with open streams.
    await quick.close();
    await expect.poll(() => ear.isOver(), wait).toBe(true);
  });
});

describe("rights", () => {
  it("let nobody in without a key or a session", async () => {
    expect((await listen({ authorization: "" })).status).toBe(401);
  });

  it("keep from a listener what they may not read, and tell when a record passes out of their sight", async () => {
    await api.call("PUT roles/junior", { rights: { deal: { read: "own" }, company: { read: "none" } } });
    const ana = await newPerson("ana", "junior");
    const [ear, all] = [await listen(ana.key), await listen()];
    const [own, other] = [await newDeal({ owner: ana.id }), await newDeal()];
    const company = (await api.call("POST records/company", { name: "Acme" })).body.id;
    await hearsOf(ear, own, "created");
    for (const id of [other, company]) await hearsOf(all, id, "created");
    await api.call(`PATCH records/deal/${own}`, { owner: null });
    await hearsOf(ear, own, "gone");
    await api.call(`PATCH records/deal/${own}`, { title: "Not hers any more" });
    await expect.poll(() => toldOf(all, own), wait).toEqual(["created", "updated", "updated"]);
    expect(toldOf(ear, own)).toEqual(["created", "gone"]);
    for (const id of [other, company]) expect(ear.text()).not.toContain(id);
    // A note on a record that she may not read is none for her either.
    const note = (await api.call("POST records/note", { text: "x", record: { object: "deal", id: other } }))
      .body.id;
    await hearsOf(all, note, "created");
    expect(ear.text()).not.toContain(note);
  });

  it("hold when they are taken while somebody listens", async () => {
    const eva = await newPerson("eva", "salesperson");
    const ear = await listen(eva.key);
    const before = await newDeal();
    await hearsOf(ear, before, "created");
    await api.call("PUT roles/blind", { rights: { deal: { read: "none" } } });
    await api.call(`PATCH records/user/${eva.id}`, { role: "blind" });
    const all = await listen();
    const after = await newDeal();
    await hearsOf(all, after, "created");
    expect(ear.text()).not.toContain(after);
  });

  it("end with the session, the key and the user", async () => {
    const dan = await newPerson("dan", "salesperson");
    const password = "three green boilers";
    await setPassword(api.cadencia.workspace, dan.id, password);
    const browser = openBrowser(api);
    await browser.call("POST session", { email: "dan@cadencia.test", password });
    const cookie = `__Host-cadencia=${browser.cookies.get("__Host-cadencia")}`;
    const bySession = await listen({ authorization: "", cookie });
    const byKey = await listen(dan.key);
    await browser.call("DELETE session");
    const deal = await newDeal();
    await hearsOf(byKey, deal, "created");
    await expect.poll(() => bySession.isOver(), wait).toBe(true);
    expect(toldOf(bySession, deal)).toEqual([]);
    await api.call(`PATCH records/user/${dan.id}`, { active: false });
    await expect.poll(() => byKey.isOver(), wait).toBe(true);
    const eve = await newPerson("eve", "salesperson");
    const ear = await listen(eve.key);
    await revokeApiKey(api.cadencia.workspace, "eve");
    const last = await newDeal();
    await expect.poll(() => ear.isOver(), wait).toBe(true);
    expect(toldOf(ear, last)).toEqual([]);
  });

  it("bound in how many places somebody listens, and free a place that is left", async () => {
    const few = await startApi({}, { live: { mostPerUser: 2 } });
    const at = await serve(few);
    const key = { authorization: `Bearer ${few.key}` };
    const [first, , third] = [await listen(key, at), await listen(key, at), await listen(key, at)];
    expect([third?.status, third?.headers.get("retry-after")]).toEqual([429, "30"]);
    first?.close();
    await expect.poll(async () => (await listen(key, at)).status, wait).toBe(200);
    await few.close();
  });
});
