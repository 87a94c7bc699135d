import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* An id that one may not see answers like one that nobody has. */

let api: TestApi;
let as: Record<string, string>;
let ana = "";
let hidden = "";
let own = "";
const UNKNOWN = "01900000-0000-7000-8000-00000000dcba";
const NOBODY = "01900000-0000-7000-8000-00000000abcd";
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/seller", {
    rights: { contact: { read: "own" }, deal: { read: "own" }, product: { read: "none" } },
    hide: ["user.email"],
  });
  ana = (await api.call("POST records/user", { name: "ana", handle: "ana", role: "seller" })).body.id;
  await api.call("POST records/user", { name: "bo", handle: "bo", email: "bo@secret.test" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  hidden = (await api.call("POST records/contact", { first_name: "Hidden" })).body.id;
  own = (await api.call("POST records/lead", { title: "Hers", owner: ana, contact: hidden })).body.id;
});
afterAll(() => api.close());

/** The answer with the id that was asked for taken out. */
const without = (answer: Answered, id: string): string =>
  JSON.stringify([answer.status, answer.body]).replaceAll(id, "ID");

describe("linking to a hidden record", () => {
  it.each([
    ["POST records/lead", (id: string) => ({ title: "x", contact: id })],
    ["POST records/lead/bulk", (id: string) => ({ create: [{ title: "x", contact: id }] })],
    ["POST records/note", (id: string) => ({ text: "x", record: { object: "contact", id } })],
    ["POST records/quote", (id: string) => ({ number: "1", contact: id })],
  ])("by %s is answered as if there were none", async (line, body) => {
    const there = await ask(line, body(hidden));
    const nowhere = await ask(line, body(NOBODY));
    expect(JSON.stringify(there.body)).toContain(`there is no contact ${hidden}`);
    expect(without(there, hidden)).toBe(without(nowhere, NOBODY));
  });

  it("by an edit too, and by a product line", async () => {
    const lead = (await ask("POST records/lead", { title: "x", owner: ana })).body.id;
    const there = await ask(`PATCH records/lead/${lead}`, { contact: hidden });
    expect(without(there, hidden)).toBe(
      without(await ask(`PATCH records/lead/${lead}`, { contact: NOBODY }), NOBODY),
    );
    const product = (await api.call("POST records/product", { name: "p" })).body.id;
    const line = (id: string) => ({ title: "x", owner: ana, products: [{ product: id }] });
    const sold = await ask("POST records/deal", line(product));
    expect(sold.status).toBe(422);
    expect(without(sold, product)).toBe(without(await ask("POST records/deal", line(NOBODY)), NOBODY));
  });

  it("that stands already is no obstacle, and goes along with a conversion", async () => {
    expect((await ask(`PATCH records/lead/${own}`, { title: "Changed", contact: hidden })).status).toBe(200);
    const { status, body } = await ask(`POST records/lead/${own}/convert`);
    expect(status).toBe(200);
    expect(body.deal.contact).toBe(hidden);
  });
});

it("merging with a hidden record is answered as if there were none", async () => {
  const { id } = (await ask("POST records/contact", { first_name: "Mine", owner: ana })).body;
  const there = await ask(`POST records/contact/${id}/merge`, { gone: hidden });
  expect(there.status).toBe(404);
  expect(without(there, hidden)).toBe(
    without(await ask(`POST records/contact/${id}/merge`, { gone: NOBODY }), NOBODY),
  );
});

it.each([
  ["GET records/contact/:id"],
  ["GET records/contact/:id?at=2100-01-01"],
  ["GET records/contact/:id/changes"],
  ["GET records/contact/:id/deals"],
  ["GET records/contact/:id/why/button"],
  ["GET runs?record=:id"],
  ["GET run-log?record=:id"],
  ["PATCH records/contact/:id", { source: "web" }],
  ["PATCH records/contact/:id", { source: "web", version: 7 }],
  ["DELETE records/contact/:id"],
  ["POST records/contact/:id/archive"],
  ["POST records/contact/:id/unarchive"],
  ["POST records/contact/:id/restore"],
  ["POST records/contact/:id/merge", { gone: NOBODY }],
  ["POST records/contact/bulk", { update: [{ id: ":id", source: "web" }] }],
  ["POST automations/button/press", { record: ":id" }],
  ["POST automations/button/stop", { record: ":id" }],
  ["POST automations/button/dry-run", { record: ":id" }],
])("%s %j answers of a hidden record as of none", async (line: string, body?: object) => {
  const at = (id: string): Promise<Answered> =>
    ask(
      line.replace(":id", id),
      body === undefined ? undefined : JSON.parse(JSON.stringify(body).replace(":id", id)),
    );
  await api.call("POST automations", {
    key: "button",
    object: "contact",
    active: true,
    trigger: { manual: true },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["x"] } }],
  });
  expect(without(await at(hidden), hidden)).toBe(without(await at(UNKNOWN), UNKNOWN));
});

describe("a conversion", () => {
  it("happens once, whatever of the lead is hidden from who converts", async () => {
    await api.call("PUT roles/blind", { hide: ["lead.converted_deal", "lead.stage"] });
    await api.call("POST records/user", { name: "cy", handle: "cy", role: "blind" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "cy", user: "cy" });
    const cy = { authorization: `Bearer ${secret}` };
    const lead = (await api.call("POST records/lead", { title: "Once" })).body.id;
    expect((await api.call(`POST records/lead/${lead}/convert`, {}, cy)).status).toBe(200);
    const again = await api.call(`POST records/lead/${lead}/convert`, {}, cy);
    expect(again.status).toBe(409);
    const { body } = await api.call(`GET records/lead/${lead}`);
    expect(body.converted_deal).not.toBeNull();
    expect(JSON.stringify(again.body)).not.toContain(body.converted_deal);
  });

  it("that was done tells who may not read the deal nothing of it", async () => {
    const lead = (await api.call("POST records/lead", { title: "Sold" })).body.id;
    const { deal } = (await api.call(`POST records/lead/${lead}/convert`)).body;
    const { status, body } = await ask(`POST records/lead/${lead}/convert`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).not.toContain(deal.id);
    expect(JSON.stringify((await api.call(`POST records/lead/${lead}/convert`)).body)).toContain(deal.id);
  });
});

const filter = (name: string): string => encodeURIComponent(JSON.stringify(["owner", "is", name]));

const automation = (to: string) => ({
  key: "told",
  object: "lead",
  trigger: { manual: true },
  steps: [{ id: "tell", do: "notify", with: { to, text: "x" } }],
});

describe("a user whose address is hidden", () => {
  it("is found by their handle and not by the address", async () => {
    expect((await ask(`GET records/lead?filter=${filter("bo")}`)).status).toBe(200);
    const by = await ask(`GET records/lead?filter=${filter("bo@secret.test")}`);
    const none = await ask(`GET records/lead?filter=${filter("no@secret.test")}`);
    expect(without(by, "bo@secret.test")).toBe(without(none, "no@secret.test"));
    const make = (owner: string): Promise<Answered> => ask("POST records/lead", { title: "x", owner });
    expect((await make("bo")).status).toBe(201);
    expect(without(await make("bo@secret.test"), "bo@secret.test")).toBe(
      without(await make("no@secret.test"), "no@secret.test"),
    );
    const told = await ask("POST automations", automation("user:bo@secret.test"));
    const unknown = await ask("POST automations", automation("user:no@secret.test"));
    expect(told.status).toBe(422);
    expect(without(told, "bo@secret.test")).toBe(without(unknown, "no@secret.test"));
  });
});
