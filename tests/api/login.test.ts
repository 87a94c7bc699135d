import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setPassword } from "../../apps/server/src/features/access/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

const PASSWORD = "three green boilers";
const clock = new VirtualClock(Temporal.Instant.from("2026-03-02T09:00:00Z"));
const pass = (duration: Temporal.DurationLike): void => clock.advanceTo(clock.now().add(duration));

let api: TestApi;
let people = 0;
let ana: { id: string; email: string };
let browser: Browser;

beforeAll(async () => {
  api = await startApi({}, { clock });
});
afterAll(() => api.close());

const newPerson = async (values: object = {}): Promise<{ id: string; email: string }> => {
  people += 1;
  const email = `ana${people}@cadencia.test`;
  const { body } = await api.call("POST records/user", { name: `Ana ${people}`, email, ...values });
  await setPassword(api.cadencia.workspace, body.id, PASSWORD);
  return { id: body.id, email };
};

beforeEach(async () => {
  pass({ minutes: 20 });
  ana = await newPerson();
  browser = openBrowser(api);
});

const logIn = (at: Browser = browser, { email = ana.email, password = PASSWORD } = {}): Promise<Answered> =>
  at.call("POST session", { email, password });
const query = async (text: string): Promise<Record<string, unknown>[]> => {
  const { pool, schema } = api.cadencia.workspace;
  return (await pool.query(text.replaceAll("{s}", schema))).rows;
};

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");
const attributes = (at: Browser): string => at.lastCookies()[0]?.replace(/=[\w-]{43}/, "=TOKEN") ?? "";
const wrong = (email: string, address = "10.9.9.9"): Promise<Answered> =>
  openBrowser(api, { address }).call("POST session", { email, password: "not the password" });
const seen = async (): Promise<unknown> =>
  (await query(`SELECT seen_at FROM {s}.session WHERE user_id = '${ana.id}'`))[0]?.["seen_at"];
const change = (at: Browser, current: string, password: string): Promise<Answered> =>
  at.call("POST session/password", { current, password });

describe("logging in", () => {
  it("lets in who knows the password, however the address is capitalized, and says who they are", async () => {
    const { status, body } = await logIn(browser, { email: ana.email.toUpperCase() });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        user: {
          id: ana.id,
          email: ana.email,
          role: { key: "salesperson" },
          language: "en",
          timezone: "Europe/Madrid",
        },
        workspace: {
          name: "Cadencia",
          currency: "EUR",
          locale: "en",
          timezone: "Europe/Madrid",
          demo: false,
          clock_ahead: 0,
        },
        rights: {
          deal: { read: "all", create: "all", delete: "own" },
          automation: { read: "all" },
          role: { read: "none" },
        },
      },
    });
    expect(body.read_only_fields).toContain("user.role");
    expect((await browser.call("GET session")).body).toEqual(body);
  });

  it("acts as the person on every route, and the journal names them", async () => {
    await logIn();
    const { status, body } = await browser.call("POST records/company", { name: "Acme" });
    expect({ status, by: body.created_by }).toEqual({ status: 201, by: ana.id });
    expect((await browser.call("GET roles")).status).toBe(403);
  });

  it("answers a repeated request once, by session as by key", async () => {
    await logIn();
    const once = { "idempotency-key": "a-1" };
    const first = await browser.call("POST records/deal", { title: "x" }, once);
    const second = await browser.call("POST records/deal", { title: "x" }, once);
    expect([first.status, second.status, second.headers["idempotent-replayed"]]).toEqual([201, 201, "true"]);
    expect(second.body.id).toBe(first.body.id);
    // The same key of somebody else is another one.
    const byKey = await api.call("POST records/deal", { title: "x" }, once);
    expect(byKey.body.id).not.toBe(first.body.id);
  });

  it("keeps tokens and passwords as hashes, outside of records and journal", async () => {
    await logIn();
    const tokens = [...browser.cookies.values()];
    expect(tokens).toHaveLength(2);
    const kept = JSON.stringify([
      await query("SELECT * FROM {s}.session"),
      await query("SELECT encode(token_hash, 'escape') FROM {s}.session"),
      await query("SELECT * FROM {s}.known_device"),
      await query("SELECT * FROM {s}.credential"),
      await query("SELECT * FROM {s}.change"),
      await query("SELECT * FROM {s}.o_user"),
    ]);
    for (const secret of [...tokens, PASSWORD]) expect(kept).not.toContain(secret);
    expect(kept).toContain("$argon2id$v=19$m=19456,t=2,p=1$");
    expect(JSON.stringify(await query("SELECT * FROM {s}.change"))).not.toContain("argon2id");
  });

  it("renews a hash that was made for less", async () => {
    const old = (await query(`SELECT password_hash FROM {s}.credential WHERE user_id = '${ana.id}'`))[0];
    const { argon2Sync, randomBytes } = await import("node:crypto");
    const nonce = randomBytes(16);
    const hash = argon2Sync("argon2id", {
      message: PASSWORD,
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 1024,
      passes: 1,
    });
    const cheap = `$argon2id$v=19$m=1024,t=1,p=1$${unpadded(nonce)}$${unpadded(hash)}`;
    await query(`UPDATE {s}.credential SET password_hash = '${cheap}' WHERE user_id = '${ana.id}'`);
    expect((await logIn()).status).toBe(200);
    const [renewed] = await query(`SELECT password_hash FROM {s}.credential WHERE user_id = '${ana.id}'`);
    expect(String(renewed?.["password_hash"])).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(renewed).not.toEqual(old);
    expect((await logIn(openBrowser(api))).status).toBe(200);
  });
});

describe("the cookie", () => {
  it("is guarded over https and on the machine itself", async () => {
    await logIn();
    const guarded = "__Host-cadencia=TOKEN; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure";
    expect(attributes(browser)).toBe(guarded);
    const behindProxy = openBrowser(api, { host: "crm.example.com", origin: "https://crm.example.com" });
    await logIn(behindProxy);
    expect(attributes(behindProxy)).toBe(guarded);
    expect((await behindProxy.call("GET session")).status).toBe(200);
  });

  it("is bare over plain http in a private network, and works there", async () => {
    const office = openBrowser(api, { host: "192.168.1.5:4600" });
    await logIn(office);
    expect(attributes(office)).toBe("cadencia=TOKEN; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");
    expect((await office.call("POST records/company", { name: "Acme" })).status).toBe(201);
  });

  it("that a neighbouring host planted is not taken where the guarded one could have been given", async () => {
    const attacker = openBrowser(api, { host: "192.168.1.5:4600" });
    await logIn(attacker);
    const token = attacker.cookies.get("cadencia") ?? "";
    const victim = openBrowser(api, { host: "crm.example.com", origin: "https://crm.example.com" });
    victim.put("cadencia", token);
    const proxied = { "x-forwarded-proto": "https" };
    expect((await victim.call("GET session", undefined, proxied)).status).toBe(401);
    expect((await victim.call("POST records/company", { name: "x" })).status).toBe(401);
  });

  it("is made by the server alone: a token known before the login opens nothing after it", async () => {
    const planted = "a".repeat(43);
    browser.put("__Host-cadencia", planted);
    await logIn();
    expect(browser.cookies.get("__Host-cadencia")).not.toBe(planted);
    const attacker = openBrowser(api);
    attacker.put("__Host-cadencia", planted);
    expect((await attacker.call("GET session")).status).toBe(401);
  });

  it("is another one after each login, and the earlier session of the browser ends", async () => {
    await logIn();
    const before = browser.cookies.get("__Host-cadencia") ?? "";
    await logIn();
    const stolen = openBrowser(api);
    stolen.put("__Host-cadencia", before);
    expect((await stolen.call("GET session")).status).toBe(401);
    expect((await browser.call("GET session")).status).toBe(200);
  });

  it("is no key: a session's token is not taken as a bearer", async () => {
    await logIn();
    const authorization = `Bearer ${browser.cookies.get("__Host-cadencia")}`;
    expect((await api.call("GET session", undefined, { authorization })).status).toBe(401);
  });
});

describe("a page of another site", () => {
  it.each([
    ["its origin", { origin: "https://evil.example" }],
    ["a sandbox's origin", { origin: "null" }],
    ["a neighbouring port", { origin: "http://localhost:9999" }],
    ["what the browser says of it", { "sec-fetch-site": "cross-site" }],
    ["a neighbouring host", { "sec-fetch-site": "same-site" }],
  ])("changes nothing in somebody's name: known by %s", async (_, headers) => {
    await logIn();
    const answer = await browser.call("POST records/company", { name: "Evil" }, headers);
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect(answer.body.detail).toContain("a page of another site");
    for (const line of ["DELETE session", "DELETE sessions"])
      expect((await browser.call(line, undefined, headers)).status).toBe(403);
    expect((await browser.call("GET session", undefined, headers)).status).toBe(200);
    expect(await query("SELECT 1 FROM {s}.o_company WHERE name = 'Evil'")).toEqual([]);
  });

  it("logs nobody in to another's account", async () => {
    const headers = { origin: "https://evil.example" };
    const answer = await browser.call("POST session", { email: ana.email, password: PASSWORD }, headers);
    expect(answer.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  it("is what a cookie without any word of its page may be", async () => {
    await logIn();
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = "/api/v1/records/company";
    const send = (headers: Record<string, string>) =>
      api.app.inject({ method: "POST", url, headers: { cookie, ...headers }, payload: { name: "Curl" } });
    expect((await send({})).statusCode).toBe(403);
    // A key speaks for itself, whatever the page.
    expect(
      (await send({ authorization: `Bearer ${api.key}`, origin: "https://evil.example" })).statusCode,
    ).toBe(201);
  });

  it("is not ours by a proxy's other host name, which the proxy tells", async () => {
    const behind = openBrowser(api, { host: "10.0.0.2:4600", origin: "https://crm.example.com" });
    const proxied = { "x-forwarded-proto": "https", "x-forwarded-host": "crm.example.com" };
    const body = { email: ana.email, password: PASSWORD };
    expect((await behind.call("POST session", body, proxied)).status).toBe(200);
    expect((await behind.call("POST records/company", { name: "Acme" }, proxied)).status).toBe(201);
    expect((await behind.call("POST records/company", { name: "Acme" })).status).toBe(403);
  });
});

describe("who does not know the password", () => {
  it("hears the same as of an address that nobody has, and of one without a password", async () => {
    const bare = `bare${people}@cadencia.test`;
    await api.call("POST records/user", { name: "Bare", email: bare });
    const answers = [await wrong(ana.email), await wrong("nobody@cadencia.test"), await wrong(bare)];
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 401, body: answers[0]?.body });
    expect(answers[0]?.body).toMatchObject({
      code: "wrong_credentials",
      detail: "the address or the password is wrong",
    });
    expect((await wrong("nobody@cadencia.test")).body.detail).not.toContain("nobody");
  });

  it("waits as long for an address that nobody has", async () => {
    const median = async (email: string): Promise<number> => {
      const times: number[] = [];
      for (let tries = 0; tries < 7; tries += 1) {
        const begin = performance.now();
        await wrong(email, "10.1.1.1");
        times.push(performance.now() - begin);
      }
      return times.toSorted((left, right) => left - right)[3] ?? 0;
    };
    await wrong("warm@cadencia.test", "10.1.1.2");
    const there = await median(ana.email);
    const nobody = await median("nobody2@cadencia.test");
    // The hash is nearly all of it: whoever skipped it would answer in a tenth of the time.
    expect(nobody).toBeGreaterThan(there * 0.5);
    expect(nobody).toBeLessThan(there * 2);
  });

  it("may try ten times in a quarter of an hour, also all at once, and is told how long to wait", async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => wrong(ana.email)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    for (const { headers, body } of refused) {
      expect(headers["retry-after"]).toBe("900");
      expect(body).toMatchObject({ code: "rate_limited", detail: expect.stringContaining("900 seconds") });
    }
    // The right one is not found out meanwhile either, from there.
    const lucky = openBrowser(api, { address: "10.9.9.9" });
    expect((await logIn(lucky)).status).toBe(429);
    // Elsewhere the person comes in.
    expect((await logIn(openBrowser(api, { address: "10.9.9.8" }))).status).toBe(200);
    pass({ minutes: 16 });
    expect((await logIn(lucky)).status).toBe(200);
  });

  it("is refused as soon for an address that nobody has", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) statuses.push((await wrong("nobody3@cadencia.test")).status);
    expect(statuses.slice(9)).toEqual([401, 429]);
  });

  it("tries from many addresses, and the person still comes in from a browser that did before", async () => {
    const home = openBrowser(api, { address: "10.0.0.7" });
    await logIn(home);
    await home.call("DELETE session");
    const statuses: number[] = [];
    for (let tries = 0; tries < 52; tries += 1)
      statuses.push((await wrong(ana.email, `10.2.0.${tries}`)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await logIn(openBrowser(api, { address: "10.0.0.8" }))).status).toBe(429);
    expect((await logIn(home)).status).toBe(200);
  });

  it("gains nothing by a device that knew another person", async () => {
    const own = await newPerson();
    const attacker = openBrowser(api, { address: "10.9.9.9" });
    await logIn(attacker, { email: own.email });
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await logIn(attacker, { password: "not the password" })).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  });

  it("sends what a header of a proxy says, and it counts as its last entry only from this machine", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const far = openBrowser(api, { address: "203.0.113.9" });
      const forged = { "x-forwarded-for": `10.3.0.${tries}` };
      statuses.push(
        (await far.call("POST session", { email: ana.email, password: "not the password" }, forged)).status,
      );
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it.each([
    [{}, "email"],
    [{ email: "a@b.test" }, "password"],
    [{ email: "a@b.test", password: 5 }, "password"],
    [{ email: "a@b.test", password: "x", remember: true }, "remember"],
    [{ email: ["a@b.test"], password: "x" }, "email"],
  ])("and does not even ask so, is told: %j", async (body, field) => {
    const answer = await browser.call("POST session", body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain(field);
  });
});

describe("a session", () => {
  it("ends by logging out, and its token opens nothing more", async () => {
    await logIn();
    const token = browser.cookies.get("__Host-cadencia") ?? "";
    expect((await browser.call("DELETE session")).status).toBe(204);
    expect(browser.cookies.has("__Host-cadencia")).toBe(false);
    browser.put("__Host-cadencia", token);
    expect(await browser.call("GET session")).toMatchObject({
      status: 401,
      body: { code: "unauthenticated", detail: "this session has ended; log in again" },
    });
  });

  it("ends after fourteen days without use, not while it is used, and after ninety in any case", async () => {
    await logIn();
    const idle = openBrowser(api);
    await logIn(idle);
    for (let days = 0; days < 84; days += 12) {
      pass({ hours: 12 * 24 });
      expect((await browser.call("GET session")).status).toBe(200);
    }
    expect((await idle.call("GET session")).status).toBe(401);
    pass({ hours: 5 * 24 });
    expect((await browser.call("GET session")).status).toBe(200);
    pass({ hours: 26 });
    expect((await browser.call("GET session")).status).toBe(401);
  });

  it.each([
    ["is switched off", () => api.call(`PATCH records/user/${ana.id}`, { active: false })],
    ["is archived", () => api.call(`POST records/user/${ana.id}/archive`)],
    ["is deleted", () => api.call(`DELETE records/user/${ana.id}`)],
  ])("ends when its user %s, at once, and nobody logs in again", async (_, go) => {
    await logIn();
    expect((await browser.call("GET session")).status).toBe(200);
    expect((await go()).status).toBeLessThan(300);
    expect((await browser.call("GET session")).status).toBe(401);
    expect((await logIn(openBrowser(api))).status).toBe(401);
  });

  it("writes when it was seen at most once a minute", async () => {
    await logIn();
    const begin = await seen();
    pass({ seconds: 50 });
    await browser.call("GET session");
    expect(await seen()).toEqual(begin);
    pass({ seconds: 20 });
    await browser.call("GET session");
    expect(await seen()).not.toEqual(begin);
  });

  it("is listed with the others of its user and nobody else's; one or all others are ended", async () => {
    const other = await newPerson();
    const stranger = openBrowser(api);
    await logIn(stranger, { email: other.email });
    await logIn();
    const [phone, laptop] = [openBrowser(api, { address: "10.0.0.9" }), openBrowser(api)];
    await phone.call("POST session", { email: ana.email, password: PASSWORD }, { "user-agent": "Phone" });
    await logIn(laptop);
    const { items } = (await browser.call("GET sessions")).body;
    expect(items).toHaveLength(3);
    expect(items.filter((item: { current: boolean }) => item.current)).toHaveLength(1);
    const onPhone = items.find((item: { agent: string }) => item.agent === "Phone");
    expect(onPhone).toMatchObject({ address: "10.0.0.9", current: false });
    expect((await stranger.call(`DELETE sessions/${onPhone.id}`)).status).toBe(404);
    expect((await browser.call(`DELETE sessions/${onPhone.id}`)).status).toBe(204);
    expect((await phone.call("GET session")).status).toBe(401);
    expect((await browser.call("DELETE sessions")).status).toBe(204);
    expect((await laptop.call("GET session")).status).toBe(401);
    expect((await browser.call("GET session")).status).toBe(200);
    expect((await stranger.call("GET session")).status).toBe(200);
  });
});

describe("changing the password", () => {
  it("ends every session, gives this browser a new one, and the old password is gone", async () => {
    await logIn();
    const other = openBrowser(api);
    await logIn(other);
    const before = browser.cookies.get("__Host-cadencia") ?? "";
    expect((await change(browser, PASSWORD, "four blue radiators")).status).toBe(204);
    expect((await browser.call("GET session")).status).toBe(200);
    expect((await other.call("GET session")).status).toBe(401);
    const stolen = openBrowser(api);
    stolen.put("__Host-cadencia", before);
    expect((await stolen.call("GET session")).status).toBe(401);
    expect((await logIn(openBrowser(api))).status).toBe(401);
    expect((await logIn(openBrowser(api), { password: "four blue radiators" })).status).toBe(200);
  });

  it("needs the one that stands, which a stolen session cannot try out", async () => {
    await logIn();
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await change(browser, `guess number ${tries}`, "four blue radiators")).status);
    expect(statuses.slice(8)).toEqual([422, 422, 429, 429]);
    pass({ minutes: 16 });
    const answer = await change(browser, "a last guess", "four blue radiators");
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: "current" })]);
    expect((await logIn(openBrowser(api, { address: "10.0.0.3" }))).status).toBe(200);
  });

  it.each([
    ["short", "at least 10 characters; this one has 5"],
    ["password123", "among the first that strangers try"],
    ["QWERTYuiop", "among the first that strangers try"],
    ["aaaaaaaaaaaaaa", "among the first that strangers try"],
    ["{email}", "the address is no password"],
    ["x".repeat(1001), "at most 1000 characters"],
  ])("refuses %s", async (password, message) => {
    await logIn();
    const answer = await change(browser, PASSWORD, password.replace("{email}", ana.email));
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]).toMatchObject({ field: "password", code: "weak_password" });
    expect(answer.body.detail).toContain(message);
  });

  it("takes any other, whatever it is made of, and however the keyboard writes its letters", async () => {
    await logIn();
    const composed = "ñandú corre 🦤".normalize("NFC");
    expect((await change(browser, PASSWORD, composed)).status).toBe(204);
    expect((await logIn(openBrowser(api), { password: composed.normalize("NFD") })).status).toBe(200);
  });
});

describe("an API key", () => {
  it("is told whom it acts as, and has no session to end", async () => {
    const { body } = await api.call("GET session");
    expect(body).toMatchObject({ user: { role: { key: "admin" } }, session: null });
    expect((await api.call("DELETE session")).status).toBe(409);
  });
});
