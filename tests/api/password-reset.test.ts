import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { printResetLink, setPassword } from "../../apps/server/src/features/access/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

const OLD = "three green boilers";
const NEW = "four blue radiators";
const clock = new VirtualClock(Temporal.Instant.from("2026-03-02T09:00:00Z"));
const pass = (duration: Temporal.DurationLike): void => clock.advanceTo(clock.now().add(duration));

let api: TestApi;
let people = 0;
let ana: { id: string; email: string };
let browser: Browser;

const query = async (text: string): Promise<Record<string, unknown>[]> => {
  const { pool, schema } = api.cadencia.workspace;
  return (await pool.query(text.replaceAll("{s}", schema))).rows;
};

beforeAll(async () => {
  api = await startApi({}, { clock });
  await api.call("PATCH settings", { public_url: "https://crm.example.com", name: "Northwind" });
});
afterAll(() => api.close());

beforeEach(async () => {
  pass({ hours: 2 });
  people += 1;
  const email = `ana${people}@cadencia.test`;
  const { body } = await api.call("POST records/user", { name: "Ana", email, locale: "es" });
  ana = { id: body.id, email };
  await setPassword(api.cadencia.workspace, ana.id, OLD);
  await query("DELETE FROM {s}.delivery");
  await query("DELETE FROM {s}.outbox");
  browser = openBrowser(api);
});

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What the outbox has caught; the mail is queued after the answer, so `count` is waited for. */
const mails = async (count: number): Promise<Mail[]> => {
  for (let tries = 0; tries < 100; tries += 1) {
    await api.cadencia.engine.deliver(10);
    const rows = await query("SELECT payload FROM {s}.outbox ORDER BY at, delivery");
    if (rows.length >= count) return rows.map(({ payload }) => payload as Mail);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("no mail came");
};
const tokenIn = (text: string): string => /#token=([\w-]{43})/.exec(text)?.[1] ?? "";
const ask = (email: string, at = browser): Promise<Answered> => at.call("POST password-reset", { email });
const set = (token: string, password = NEW, at = browser): Promise<Answered> =>
  at.call("POST password", { token, password });
const logIn = (password: string, at = openBrowser(api)): Promise<Answered> =>
  at.call("POST session", { email: ana.email, password });
const link = async (): Promise<string> =>
  tokenIn(await printResetLink(api.cadencia.workspace, ana.email, () => "http://x"));

describe("a forgotten password", () => {
  it("is set by a mailed link in the user's language, which ends all sessions", async () => {
    const elsewhere = openBrowser(api);
    await logIn(OLD, elsewhere);
    expect(await ask(ana.email.toUpperCase())).toMatchObject({ status: 202, body: { status: "accepted" } });
    const [mail] = await mails(1);
    expect(mail).toMatchObject({
      to: ana.email,
      subject: "Una contraseña nueva para Northwind",
      confidential: true,
    });
    expect(mail?.text).toContain("https://crm.example.com/reset-password#token=");
    expect((await set(tokenIn(mail?.text ?? ""))).status).toBe(204);
    expect((await elsewhere.call("GET session")).status).toBe(401);
    expect((await logIn(OLD)).status).toBe(401);
    expect((await logIn(NEW)).status).toBe(200);
  });

  it("is asked for an address that nobody has with the same answer, and nothing is mailed", async () => {
    const known = await ask(ana.email);
    const unknown = await ask("nobody@cadencia.test");
    const gone = (await api.call("POST records/user", { name: "Dan", email: "dan@cadencia.test" })).body;
    await api.call(`PATCH records/user/${gone.id}`, { active: false });
    const inactive = await ask("dan@cadencia.test");
    for (const answer of [unknown, inactive])
      expect([answer.status, answer.body]).toEqual([known.status, known.body]);
    expect((await mails(1)).map(({ to }) => to)).toEqual([ana.email]);
  });

  it("fills no mailbox: three links at a time, and few requests from one caller", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await ask(ana.email, openBrowser(api, { address: "10.0.0.1" }))).status);
    expect(statuses.slice(9)).toEqual([202, 429, 429]);
    await mails(3);
    expect(await query("SELECT 1 FROM {s}.delivery")).toHaveLength(3);
    // Another caller is not kept from asking.
    expect((await ask("nobody@cadencia.test")).status).toBe(202);
  });

  it("is kept out of the timeline and the journal, and the token out of its table", async () => {
    const token = await link();
    await ask(ana.email);
    const mailed = tokenIn((await mails(1))[0]?.text ?? "");
    const kept = JSON.stringify([
      await query("SELECT * FROM {s}.change"),
      await query("SELECT * FROM {s}.o_message"),
      await query("SELECT encode(token_hash, 'escape') FROM {s}.password_reset"),
    ]);
    for (const secret of [token, mailed]) {
      expect(secret).toHaveLength(43);
      expect(kept).not.toContain(secret);
    }
  });
});

describe("a link", () => {
  it("works once, also for two who come at the same moment", async () => {
    const token = await link();
    const answers = await Promise.all([set(token, NEW), set(token, "five old pipes here")]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["204", "422"]);
    const again = await set(token, "six stolen pipes");
    expect(again).toMatchObject({ status: 422, body: { errors: [{ field: "token" }] } });
    expect(again.body.detail).toContain("was used already, or is older than an hour");
  });

  it("works for an hour", async () => {
    const token = await link();
    pass({ minutes: 59 });
    expect((await set(token, "short")).body.errors[0]).toMatchObject({ field: "password" });
    pass({ minutes: 2 });
    expect((await set(token)).status).toBe(422);
    expect((await logIn(OLD)).status).toBe(200);
  });

  it("is taken back by every other way to a new password", async () => {
    const [first, second] = [await link(), await link()];
    expect((await set(first)).status).toBe(204);
    expect((await set(second)).status).toBe(422);
    const third = await link();
    const own = openBrowser(api);
    await logIn(NEW, own);
    await own.call("POST session/password", { current: NEW, password: OLD });
    expect((await set(third)).status).toBe(422);
  });

  it("opens nothing for a user who was switched off meanwhile", async () => {
    const token = await link();
    await api.call(`PATCH records/user/${ana.id}`, { active: false });
    expect((await set(token)).status).toBe(422);
  });

  it("lets nobody in by itself, and makes the browser one from which strangers lock nobody out", async () => {
    const home = openBrowser(api, { address: "10.0.0.9" });
    await set(await link(), NEW, home);
    expect((await home.call("GET session")).status).toBe(401);
    for (let tries = 0; tries < 11; tries += 1)
      await logIn("not the password", openBrowser(api, { address: "10.0.0.9" }));
    expect((await logIn(NEW, openBrowser(api, { address: "10.0.0.9" }))).status).toBe(429);
    expect((await logIn(NEW, home)).status).toBe(200);
  });

  it("is printed on the command line for a user, and names the nearest where there is none", async () => {
    const printed = await printResetLink(api.cadencia.workspace, ana.email, (url) => url);
    expect(printed).toMatch(/^https:\/\/crm\.example\.com\/reset-password#token=[\w-]{43}$/);
    await expect(
      printResetLink(api.cadencia.workspace, ana.email.replace("ana", "anna"), (url) => url),
    ).rejects.toThrow(`did you mean "${ana.email}"?`);
  });

  it("gives somebody who never had a password one", async () => {
    const email = `new${people}@cadencia.test`;
    await api.call("POST records/user", { name: "New", email });
    const printed = await printResetLink(api.cadencia.workspace, email, (url) => url);
    expect((await set(tokenIn(printed))).status).toBe(204);
    const answer = await openBrowser(api).call("POST session", { email, password: NEW });
    expect(answer.status).toBe(200);
  });
});
