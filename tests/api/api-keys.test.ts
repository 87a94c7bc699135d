import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, setPassword } from "../../apps/server/src/features/access/index.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let admin = "";
let ana = "";
let browser: Browser;
const PASSWORD = "a long walk in Cluj";

beforeAll(async () => {
  api = await startApi();
  admin = (await api.call("GET session")).body.user.id;
  const user = { name: "Ana", email: "ana@cadencia.test", role: "salesperson" };
  ana = (await api.call("POST records/user", user)).body.id;
  await setPassword(api.cadencia.workspace, ana, PASSWORD);
  browser = openBrowser(api);
  await browser.call("POST session", { email: user.email, password: PASSWORD });
});
afterAll(() => api.close());

const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });
const comesIn = async (secret: string): Promise<number> =>
  (await api.call("GET session", undefined, bearer(secret))).status;
const names = async (ask: Pick<Browser, "call">): Promise<string[]> =>
  (await ask.call("GET api-keys")).body.items.map(({ name }: { name: string }) => name);

describe("an API key", () => {
  it("is made by who logged in, acts as them, and its secret is told once", async () => {
    const { status, body, headers } = await browser.call("POST api-keys", { name: "My phone" });
    expect({ status, cache: headers["cache-control"] }).toEqual({ status: 201, cache: "no-store" });
    expect(body).toMatchObject({ name: "My phone", user: { id: ana, name: "Ana" }, last_used_at: null });
    const session = (await api.call("GET session", undefined, bearer(body.secret))).body;
    expect(session.user).toMatchObject({ id: ana, role: { key: "salesperson" } });
    const listed = (await browser.call("GET api-keys")).body;
    expect(JSON.stringify(listed)).not.toContain(body.secret);
    expect(listed.items[0]).toMatchObject({ id: body.id, last_used_at: expect.any(String) });
  });

  it("is not kept among the answers to repeated requests", async () => {
    const once = { "idempotency-key": "again" };
    const { secret } = (await api.call("POST api-keys", { name: "twice" }, once)).body;
    const second = await api.call("POST api-keys", { name: "twice" }, once);
    expect(second.body.secret).not.toBe(secret);
    const { pool, schema } = api.cadencia.workspace;
    const { rows } = await pool.query(`SELECT * FROM ${schema}.idempotency_key`);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("lets nobody in once it is revoked, and stays in the list as such", async () => {
    const { id, secret } = (await browser.call("POST api-keys", { name: "lost" })).body;
    expect(await comesIn(secret)).toBe(200);
    expect((await browser.call(`DELETE api-keys/${id}`)).status).toBe(204);
    expect(await comesIn(secret)).toBe(401);
    const { items } = (await browser.call("GET api-keys")).body;
    expect(items.at(-1)).toMatchObject({ id, revoked_at: expect.any(String) });
    expect((await browser.call(`DELETE api-keys/${id}`)).status).toBe(404);
  });

  it("may revoke itself, and knows which one it is", async () => {
    const { id, secret } = (await api.call("POST api-keys", { name: "passing" })).body;
    const { items } = (await api.call("GET api-keys", undefined, bearer(secret))).body;
    expect(items.filter((key: { current: boolean }) => key.current)).toMatchObject([{ id }]);
    expect((await api.call(`DELETE api-keys/${id}`, undefined, bearer(secret))).status).toBe(204);
    expect(await comesIn(secret)).toBe(401);
  });
});

describe("keys of others", () => {
  it("are made, seen and revoked by administrators", async () => {
    const { body } = await api.call("POST api-keys", { name: "for Ana", user: ana });
    expect(body.user).toEqual({ id: ana, name: "Ana" });
    expect(await names(browser)).toContain("for Ana");
    expect(await names(api)).toEqual(expect.arrayContaining(["for Ana", "test"]));
    expect((await api.call(`DELETE api-keys/${body.id}`)).status).toBe(204);
    expect(await comesIn(body.secret)).toBe(401);
  });

  it("are not there for anybody else, and nobody else makes one", async () => {
    const theirs = (await api.call("POST api-keys", { name: "admin's" })).body;
    expect(await names(browser)).not.toContain("admin's");
    expect((await browser.call(`DELETE api-keys/${theirs.id}`)).status).toBe(404);
    expect(await comesIn(theirs.secret)).toBe(200);
    const refused = await browser.call("POST api-keys", { name: "x", user: admin });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("are not made of who is switched off", async () => {
    const gone = (await api.call("POST records/user", { name: "Gone", handle: "gone" })).body.id;
    await api.call(`PATCH records/user/${gone}`, { active: false });
    const { status, body } = await api.call("POST api-keys", { name: "x", user: gone });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ field: "user", message: expect.stringContaining("not active") }]);
  });
});

it("a key that was found makes no other that outlives it, unless it is an administrator's", async () => {
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "found", user: "ana@cadencia.test" });
  const refused = await api.call("POST api-keys", { name: "heir" }, bearer(secret));
  expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
  expect(await names(browser)).not.toContain("heir");
});
