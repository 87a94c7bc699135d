import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFirstApiKey, setPassword } from "../../apps/server/src/features/access/index.ts";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { readConfig } from "../../apps/server/src/platform/config/index.ts";
import { openTestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { openCadencia } from "../../apps/server/src/server.ts";
import { openBrowser } from "./browser.ts";
import { ANA } from "./first-start.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const filled: string[] = [];
beforeEach(async () => {
  api = await startApi(
    {},
    { chooseContent: async ({ workspace }, { content }) => void filled.push(`${content} ${workspace.key}`) },
  );
});
afterEach(() => api.close());

const far = () => openBrowser(api, { host: "crm.example.com:4600", address: "203.0.113.5" });

describe("a fresh workspace", () => {
  it("waits, and becomes that of whoever sits at the machine, who is logged in with it", async () => {
    const browser = openBrowser(api);
    expect((await browser.call("GET setup")).body).toEqual({
      waiting: true,
      key_required: false,
      demo: true,
      countries: expect.arrayContaining(["ES", "GB", "RO"]),
    });
    const { status, body } = await browser.call("POST setup", ANA);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        user: {
          name: "Ana Popescu",
          email: "ana@cadencia.test",
          role: { key: "admin" },
          language: "ro",
          timezone: "Europe/Bucharest",
        },
        workspace: { currency: "RON", locale: "ro", timezone: "Europe/Bucharest" },
      },
    });
    expect((await browser.call("GET session")).body).toEqual(body);
    expect((await browser.call("GET settings")).body).toMatchObject({
      holidays: "RO",
      currency: "RON",
      public_url: "http://localhost:4600",
    });
    // The one of the first start became Ana: there is nobody else.
    const users = (await browser.call("GET records/user")).body.items;
    expect(users.map(({ email }: { email: string }) => email)).toEqual([ANA.email]);
    expect((await browser.call("GET setup")).body.waiting).toBe(false);
    const { email, password } = ANA;
    expect((await openBrowser(api).call("POST session", { email, password })).status).toBe(200);
  });

  it("is taken once, also by two at the same moment", async () => {
    const answers = await Promise.all(
      ["ana", "eva"].map((name) =>
        openBrowser(api).call("POST setup", { ...ANA, email: `${name}@cadencia.test` }),
      ),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409"]);
    const late = await openBrowser(api).call("POST setup", ANA);
    expect(late).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(late.body.detail).toContain("has its administrator already");
  });

  it("is not taken by setup once anybody has a password", async () => {
    const { id } = (await api.call("POST records/user", { name: "Dan", email: "dan@cadencia.test" })).body;
    await setPassword(api.cadencia.workspace, id, ANA.password);
    expect((await openBrowser(api).call("POST setup", ANA)).status).toBe(409);
  });

  it("is filled with the demo where that is chosen", async () => {
    filled.length = 0;
    expect((await openBrowser(api).call("POST setup", { ...ANA, content: "demo" })).status).toBe(201);
    expect(filled).toEqual(["demo main"]);
  });
});

describe("a stranger", () => {
  it("needs the key that the first start printed", async () => {
    expect((await far().call("GET setup")).body.key_required).toBe(true);
    const refused = await far().call("POST setup", ANA);
    expect(refused).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(refused.body.detail).toContain("the key that the first start printed");
    const wrong = { authorization: `Bearer cad_${"x".repeat(43)}` };
    expect((await far().call("POST setup", ANA, wrong)).status).toBe(401);
    const right = { authorization: `Bearer ${api.key}` };
    expect((await far().call("POST setup", ANA, right)).status).toBe(201);
  });

  it("does not become administrator by the key of somebody who is none", async () => {
    await api.call("POST records/user", { name: "Dan", handle: "dan" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "dan", user: "dan" });
    const answer = await far().call("POST setup", ANA, { authorization: `Bearer ${secret}` });
    expect(answer.status).toBe(401);
  });

  it.each([
    ["through a proxy on this machine", { "x-forwarded-for": "203.0.113.5" }],
    ["through one that names the host only", { "x-forwarded-host": "crm.example.com" }],
    ["through one that speaks the standard", { forwarded: "for=203.0.113.5" }],
    ["through a cache", { via: "1.1 cache" }],
    [
      "by a name that was made to point here",
      { host: "evil.example:4600", origin: "http://evil.example:4600" },
    ],
    ["from a page of another site", { origin: "https://evil.example" }],
  ])("is none on this machine: %s", async (_, headers) => {
    const answer = await openBrowser(api).call("POST setup", ANA, headers);
    expect([401, 403]).toContain(answer.status);
    expect((await openBrowser(api).call("GET setup")).body.waiting).toBe(true);
  });

  it("cannot try out keys", async () => {
    const few = await startApi({ guesses: 3 });
    const at = openBrowser(few, { host: "crm.example.com", address: "203.0.113.5" });
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const authorization = `Bearer cad_${String(tries).repeat(43)}`;
      statuses.push((await at.call("POST setup", ANA, { authorization })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    await few.close();
  });
});

describe("the environment", () => {
  it("names administrator and password where nobody has one, and is not looked at later", async () => {
    const database = await openTestDatabase();
    const open = async (password: string) => {
      const environment = { CADENCIA_ADMIN_EMAIL: "eva@cadencia.test", CADENCIA_ADMIN_PASSWORD: password };
      return openCadencia({ config: { ...readConfig(environment), databaseUrl: database.url } });
    };
    await expect(open("short")).rejects.toThrow(
      "CADENCIA_ADMIN_PASSWORD cannot be used: a password has at least 10 characters",
    );
    const first = await open("three green boilers");
    const read = async () =>
      (await first.workspace.pool.query(`SELECT * FROM ${first.workspace.schema}.credential`)).rows;
    const credentials = await read();
    expect(credentials).toHaveLength(1);
    expect((await createFirstApiKey(first.workspace))?.user).toBe("eva@cadencia.test");
    const second = await open("four blue radiators");
    expect(await read()).toEqual(credentials);
    await second.close();
    await first.close();
    await database.close();
  });
});
