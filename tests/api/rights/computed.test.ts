import { customRole, Rights, sourcesOf } from "@cadencia/core/rights";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { readCatalog } from "../../../apps/server/src/features/objects/index.ts";
import { inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* What is worked out from something hidden is hidden with it. */

let api: TestApi;
const NOBODY = new Set<string>();
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const somebody = async (role: string, definition: object) => {
  await api.call(`PUT roles/${role}`, definition);
  const { id } = (await api.call("POST records/user", { name: role, handle: role, role })).body;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: role, user: role });
  const as = { authorization: `Bearer ${secret}` };
  return { id, ask: (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as) };
};

it("a hidden price is not told by the revenue that comes of it", async () => {
  const { ask } = await somebody("no-prices", { hide: ["product.price"] });
  const product = (
    await api.call("POST records/product", { name: "Care", price: "98765.43", recurring: true })
  ).body.id;
  const made = await ask("POST records/subscription", { title: "s", products: [{ product }] });
  expect(made.status).toBe(201);
  expect(JSON.stringify(made.body)).not.toMatch(/mrr|98765/);
  const { body } = await api.call(`GET records/subscription/${made.body.id}`);
  expect(body.mrr).toBe("98765.43");
  for (const line of [
    `GET records/subscription/${made.body.id}`,
    `GET records/subscription/${made.body.id}/changes`,
    "GET records/subscription",
    "GET objects/subscription",
  ])
    expect(JSON.stringify((await ask(line)).body)).not.toMatch(/mrr|98765/);
  expect((await ask("GET records/subscription?sort=mrr")).status).toBe(422);
  expect((await ask(`GET records/subscription?filter=${json(["mrr", "gt", 50])}`)).status).toBe(422);
});

it("a hidden surname is not told by the name", async () => {
  const { ask } = await somebody("no-surnames", { hide: ["contact.last_name"] });
  const { id } = (await api.call("POST records/contact", { first_name: "Pedro", last_name: "Ruiz" })).body;
  expect(JSON.stringify((await ask(`GET records/contact/${id}`)).body)).not.toContain("Ruiz");
  expect((await ask(`GET records/contact?filter=${json(["name", "contains", "Ruiz"])}`)).status).toBe(422);
});

it("a hidden address is not told by the messages that went to it", async () => {
  const { ask } = await somebody("no-addresses", { hide: ["contact.email"] });
  const message = { subject: "Hi", to: "pedro@x.test", cc: "c@x.test", direction: "out", channel: "email" };
  const { id } = (await api.call("POST records/message", message)).body;
  const { body } = await ask(`GET records/message/${id}`);
  expect(body.subject).toBe("Hi");
  expect(JSON.stringify(body)).not.toContain("x.test");
});

it("the state of an address is read by who reads all contacts and written by who edits all", async () => {
  const { id, ask } = await somebody("own-contacts", { rights: { contact: { read: "own" } } });
  const theirs = (
    await api.call("POST records/contact", {
      first_name: "T",
      email: "t@x.test",
      email_state: "unsubscribed",
    })
  ).body.id;
  const made = await ask("POST records/contact", { first_name: "Mine", email: "T@x.test", owner: id });
  expect(made.status).toBe(201);
  expect(JSON.stringify(made.body)).not.toMatch(/email_state|unsubscribed/);
  const mine = made.body.id;
  for (const line of [`GET records/contact/${mine}`, `GET records/contact/${mine}/changes`])
    expect(JSON.stringify((await ask(line)).body)).not.toMatch(/email_state|unsubscribed/);
  expect(
    (await ask(`GET records/contact?filter=${json(["email_state", "is", "unsubscribed"])}`)).status,
  ).toBe(422);
  expect((await ask(`PATCH records/contact/${mine}`, { email_state: "active" })).status).toBe(403);
  const editor = await somebody("edits-own", { rights: { contact: { edit: "own" } } });
  const seen = await editor.ask(`GET records/contact/${theirs}`);
  expect(seen.body.email_state).toBe("unsubscribed");
  await api.call(`PATCH records/contact/${mine}`, { owner: editor.id });
  expect((await editor.ask(`PATCH records/contact/${mine}`, { email_state: "active" })).status).toBe(403);
  expect((await api.call(`GET records/contact/${theirs}`)).body.email_state).toBe("unsubscribed");
});

it("every field that the product works out says from what", async () => {
  const { model } = await inTransaction(api.cadencia.workspace, readCatalog);
  for (const object of model.objects.values()) {
    for (const field of object.fields.values()) {
      if (field.derived !== true) continue;
      expect(sourcesOf(object.key, field.key), `${object.key}.${field.key}`).not.toEqual([]);
    }
  }
});

it("a field is hidden with each that it comes from, and those are there", async () => {
  const { model } = await inTransaction(api.cadencia.workspace, readCatalog);
  const unknown: string[] = [];
  for (const object of model.objects.values()) {
    for (const field of object.fields.keys()) {
      for (const source of sourcesOf(object.key, field)) {
        const [of = "", key = ""] = source.split(".");
        const type = model.objects.get(of);
        if (type?.fields.has(key) !== true && type?.reverse.has(key) !== true) unknown.push(source);
        const role = customRole({ key: "r", label: "r", rights: {}, hide: [source] });
        const rights = new Rights({ user: null, role, team: NOBODY });
        expect(rights.hides(object.key, field), `${object.key}.${field} by ${source}`).toBe(true);
      }
    }
  }
  expect(unknown).toEqual([]);
});
