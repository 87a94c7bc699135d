import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApiKey, setPassword } from "../../apps/server/src/features/access/index.ts";
import { chooseContent, fillDemo, removeDemo } from "../../apps/server/src/features/demo/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { readConfig } from "../../apps/server/src/platform/config/index.ts";
import { openTestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { openCadencia, type Cadencia } from "../../apps/server/src/server.ts";
import { startWorkers } from "../../apps/server/src/workers/index.ts";
import { openBrowser } from "./browser.ts";
import { ANA as STARTER } from "./first-start.ts";
import { startApi, type TestApi } from "./start-api.ts";

const ANA = { ...STARTER, content: "demo" };
const OFFERED = "call-after-offer";
const DAY = 86_400;

let api: TestApi;
beforeEach(async () => {
  api = await startApi({ perKey: 1_000_000 });
});
afterEach(() => api.close());

const rows = async (sql: string, { workspace }: Cadencia = api.cadencia) =>
  (await workspace.pool.query(sql.replaceAll("{s}", workspace.schema))).rows;
const total = async (line: string): Promise<number> => (await api.call(line)).body.items.length;
const offer = async () => (await api.call("GET demo")).body.demo.offer;

/** How many rows each table holds. */
const tables = async (): Promise<object> => {
  const names = await rows(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = '{s}'::regnamespace`,
  );
  const counts = await Promise.all(
    names.map(async ({ name }) => [name, (await rows(`SELECT count(*)::int AS n FROM {s}."${name}"`))[0].n]),
  );
  return Object.fromEntries(counts);
};

/** Switches the offered automation on and moves the offered deal, as a newcomer would. */
const tryOffer = async (): Promise<string> => {
  await api.call(`POST automations/${OFFERED}/activate`, { existing: false });
  const { record, stage } = await offer();
  await api.call(`PATCH records/deal/${record.id}`, { stage });
  return record.id;
};

describe("the first start with a demo", () => {
  it("gives twelve months of sales in the chosen language to whoever starts it", async () => {
    const browser = openBrowser(api);
    const { status, body } = await browser.call("POST setup", ANA);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { workspace: { demo: true, currency: "RON" } },
    });
    const { items: pipelines } = (await browser.call("GET pipelines")).body;
    expect(pipelines.map(({ key }: { key: string }) => key)).toEqual([
      "leads",
      "sales",
      "subscriptions",
      "service",
    ]);
    expect(pipelines[3].stages.map(({ label }: { label: string }) => label)).toEqual([
      "Nou",
      "Programat",
      "În lucru",
      "Gata",
      "Anulat",
    ]);
    const automations = (await browser.call("GET automations")).body.items;
    expect(automations.map(({ state }: { state: string }) => state)).toEqual(
      automations.map(() => "inactive"),
    );
    expect(automations[0].name).toBe("Apel după ofertă");
    const { items: users } = (await browser.call("GET records/user?limit=50")).body;
    expect(users.map(({ handle, role }: { handle: string; role: string }) => [handle, role])).toContainEqual([
      "marta",
      "manager",
    ]);
    const addresses = await rows(
      `SELECT email FROM {s}.o_contact UNION SELECT email FROM {s}.o_company UNION SELECT email FROM {s}.o_user`,
    );
    const real = addresses.filter(({ email }) => !/\.(example|test)$/u.test(email));
    expect(real).toEqual([]);
    const [owned] = await rows(
      `SELECT count(*)::int AS deals FROM {s}.o_deal WHERE owner = '${body.user.id}' AND stage LIKE 'sales/%'`,
    );
    expect(owned.deals).toBeGreaterThan(5);
  });

  it("has a journal that rises with time and leads to the records as they are", async () => {
    await fillDemo(api.cadencia.engine);
    const [disorder] = await rows(
      `SELECT count(*)::int AS count FROM (SELECT at, lag(at) OVER (ORDER BY seq) AS before FROM {s}.change) c WHERE at < before`,
    );
    expect(disorder.count).toBe(0);
    const [span] = await rows(`SELECT max(at) - min(at) > interval '365 days' AS whole FROM {s}.change`);
    expect(span.whole).toBe(true);
    const [apart] = await rows(
      `SELECT count(*)::int AS count FROM {s}.o_deal d
        WHERE d.version <> (SELECT count(*) FROM {s}.change c WHERE c.record = d.id)
           OR d.stage <> (SELECT c.after->>'stage' FROM {s}.change c
                           WHERE c.record = d.id AND c.after ? 'stage' ORDER BY seq DESC LIMIT 1)
           OR d.stage_entered_at <> (SELECT c.at FROM {s}.change c
                           WHERE c.record = d.id AND c.after ? 'stage' ORDER BY seq DESC LIMIT 1)
           OR (d.closed_at IS NULL) = (d.stage IN ('sales/won', 'sales/lost', 'service/done', 'service/cancelled'))
           OR d.created_at > d.updated_at`,
    );
    expect(apart.count).toBe(0);
    const { record } = await offer();
    const { items } = (await api.call(`GET records/deal/${record.id}/changes`)).body;
    expect(items.map(({ after }: { after: { stage: string } }) => after.stage).toSorted()).toEqual([
      "sales/new",
      "sales/qualified",
    ]);
    const [proposed] = await rows(`SELECT id FROM {s}.o_deal WHERE stage = 'sales/proposal' LIMIT 1`);
    const { occasions } = (await api.call(`GET records/deal/${proposed.id}/why/${OFFERED}`)).body;
    expect(occasions.map(({ outcome }: { outcome: string }) => outcome)).toContain("before_activation");
  });

  it("does nothing by itself, and sends nothing", async () => {
    await fillDemo(api.cadencia.engine);
    expect(await runRound(api.cadencia.engine, { steps: 100, groups: 100, deliveries: 100 })).toBe(false);
    expect(await rows(`SELECT 1 FROM {s}.delivery`)).toEqual([]);
  });

  it("is the same demo when it is filled twice, also by two at once", async () => {
    const { engine } = api.cadencia;
    const filled = await Promise.all([fillDemo(engine), fillDemo(engine)]);
    expect(filled.toSorted()).toEqual([false, true]);
    const before = await rows(`SELECT count(*) FROM {s}.change`);
    expect((await api.call("POST demo")).status).toBe(200);
    expect(await rows(`SELECT count(*) FROM {s}.change`)).toEqual(before);
  });

  it("waits again where filling breaks off, with nothing left of it", async () => {
    const { engine, workspace } = api.cadencia;
    const other = await openCadencia({
      config: { ...readConfig({}), databaseUrl: workspace.pool.options.connectionString },
    });
    const filling = fillDemo(engine, { locale: "es" }).catch((error: unknown) => error);
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND datname = current_database() AND xact_start IS NOT NULL
        AND query LIKE '%change%'`;
    for (let tries = 0; tries < 2000; tries += 1)
      if ((await other.workspace.pool.query(kill)).rowCount !== 0) break;
    expect(await filling).toBeInstanceOf(Error);
    await other.close();
    const browser = openBrowser(api);
    expect((await browser.call("GET setup")).body.waiting).toBe(true);
    expect(await total("GET records/deal")).toBe(0);
    expect((await api.call("GET settings")).body.locale).toBe("en");
    expect((await browser.call("POST setup", ANA)).status).toBe(201);
    expect(await total("GET records/deal?limit=100")).toBe(100);
  });

  it("makes way where the first start is made again otherwise", async () => {
    const { engine } = api.cadencia;
    await chooseContent(engine, { content: "demo", place: { locale: "es" } });
    await chooseContent(engine, { content: "demo", place: { locale: "ro" } });
    expect((await api.call(`GET automations/${OFFERED}`)).body.name).toBe("Apel după ofertă");
    await chooseContent(engine, { content: "empty", place: {} });
    expect(await total("GET records/deal")).toBe(0);
  });

  it("is refused where there is something already, and leaves that alone", async () => {
    await api.call("POST records/deal", { title: "Boiler" });
    const refused = await api.call("POST demo");
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(refused.body.detail).toContain("deal");
    expect(await total("GET records/deal")).toBe(1);
    expect((await api.call("GET demo")).body).toEqual({ demo: null });
  });

  it("comes with an administrator from the environment too", async () => {
    const database = await openTestDatabase();
    const environment = {
      CADENCIA_ADMIN_EMAIL: "eva@cadencia.test",
      CADENCIA_ADMIN_PASSWORD: "three green boilers",
      CADENCIA_DEMO: "true",
    };
    const open = () => openCadencia({ config: { ...readConfig(environment), databaseUrl: database.url } });
    const first = await open();
    const [counted] = await rows(`SELECT count(*)::int AS deals FROM {s}.o_deal`, first);
    expect(counted.deals).toBeGreaterThan(500);
    await removeDemo(first.engine);
    await first.close();
    const second = await open();
    expect(await rows(`SELECT 1 FROM {s}.o_deal`, second)).toEqual([]);
    await second.close();
    await database.close();
  });
});

describe("the clock of a demo", () => {
  beforeEach(() => fillDemo(api.cadencia.engine));

  it("is moved ahead, and what falls due is done at its own instant and told", async () => {
    const deal = await tryOffer();
    const { status, body } = await api.call("POST demo/clock", { days: 3 });
    expect({ status, body }).toMatchObject({ status: 200, body: { finished: 1 } });
    expect(body.steps).toEqual([
      expect.objectContaining({ automation: OFFERED, step: "call", status: "done", record: deal }),
    ]);
    const [run] = (await api.call(`GET runs?automation=${OFFERED}`)).body.items;
    expect(run.status).toBe("completed");
    const [step] = await rows(`SELECT due_at AS due, finished_at AS done FROM {s}.run_step`);
    const late = Temporal.Instant.from(step.due).until(Temporal.Instant.from(step.done)).total("seconds");
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(30);
    expect((await api.call("GET demo")).body.demo).toMatchObject({
      ahead: 3 * DAY,
      offer: { moved: { id: deal } },
    });
    expect((await offer()).ran_at).not.toBeNull();
    const { items } = (await api.call(`GET records/deal/${deal}/activities`)).body;
    expect(items).toHaveLength(1);
  });

  it("shows the same time to another process, which works by it at once", async () => {
    const other = await openCadencia({
      config: { ...readConfig({}), databaseUrl: api.cadencia.workspace.pool.options.connectionString },
    });
    const workers = startWorkers(other.engine, { log: { error: () => undefined } });
    await tryOffer();
    const { body } = await api.call("POST demo/clock", { days: 3 });
    const seen = await other.engine.save(async ({ tx }) => tx.now);
    expect(Temporal.Instant.compare(seen, Temporal.Instant.from(body.to))).toBeGreaterThanOrEqual(0);
    const [ran] = await rows(`SELECT count(*)::int AS count FROM {s}.run_step WHERE status = 'done'`);
    expect(ran.count).toBe(1);
    const before = await other.engine.save(async ({ tx }) => tx.now);
    await api.call("POST demo/clock", { days: 1 });
    const after = await other.engine.save(async ({ tx }) => tx.now);
    expect(before.until(after).total("hours")).toBeGreaterThan(23);
    await workers.stop();
    await other.close();
  });

  it("is not that of sessions", async () => {
    const { items } = (await api.call("GET records/user")).body;
    const me = items.find(({ role }: { role: string }) => role === "admin");
    await setPassword(api.cadencia.workspace, me.id, ANA.password);
    const browser = openBrowser(api);
    await browser.call("POST session", { email: me.email, password: ANA.password });
    for (let month = 0; month < 4; month += 1) await api.call("POST demo/clock", { days: 31 });
    expect((await browser.call("GET session")).status).toBe(200);
    const [session] = (await browser.call("GET sessions")).body.items;
    expect(Date.parse(session.seen_at)).toBeLessThanOrEqual(Date.now());
  });

  it("keeps what is being handed over out of doubt", async () => {
    await tryOffer();
    await rows(
      `INSERT INTO {s}.delivery (id, origin, position, channel, recipient, payload, stopped_by, state, lease, leased_until, created_at, base_at)
       VALUES (gen_random_uuid(), '{}', 0, 'email', 'x@y.example', '{}', '{}', 'sending', gen_random_uuid(), now() + interval '60 s', now(), now())`,
    );
    expect((await api.call("POST demo/clock", { days: 10 })).body.finished).toBe(1);
    expect(await rows(`SELECT state FROM {s}.delivery`)).toEqual([{ state: "sending" }]);
  });

  it("is moved by administrators alone, and only in a demo", async () => {
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "marta", user: "marta" });
    const as = { authorization: `Bearer ${secret}` };
    expect((await api.call("POST demo/clock", { days: 3 }, as)).status).toBe(403);
    expect((await api.call("DELETE demo", undefined, as)).status).toBe(403);
    expect((await api.call("GET demo", undefined, as)).body.demo).toMatchObject({ ahead: 0, offer: null });
    await api.call("DELETE demo");
    expect((await api.call("POST demo/clock", { days: 3 })).status).toBe(409);
  });
});

describe("the removal of a demo", () => {
  it("says what goes, and leaves an empty workspace with its people and settings on the real clock", async () => {
    const browser = openBrowser(api);
    await browser.call("POST setup", { ...ANA, language: "es" });
    await tryOffer();
    await api.call("POST demo/clock", { days: 5 });
    await api.call("POST objects", { key: "machine", label: "Machine" });
    await api.call("POST objects/deal/fields", { key: "margin", type: "money" });
    await api.call("POST objects/user/fields", { key: "shoe", type: "number" });
    await api.call("POST records/machine", {});
    const mine = (await api.call("POST records/deal", { title: "Boiler", margin: 5 })).body.id;
    const eva = (await api.call("POST records/user", { name: "Eva", handle: "eva2", shoe: 39 })).body.id;
    await setPassword(api.cadencia.workspace, eva, ANA.password);
    const told = (await browser.call("GET demo/removal")).body;
    expect(told.objects).toContainEqual({ object: "machine", count: 1, own: 1 });
    expect(told.objects.find(({ object }: { object: string }) => object === "deal")).toMatchObject({
      own: 1,
    });
    expect(told.staying.map(({ name }: { name: string }) => name)).toEqual(["Ana Popescu", "Eva"]);
    expect(told).toMatchObject({ automations: 13, runs: 1 });
    expect((await browser.call("DELETE demo")).body).toEqual(told);

    expect((await browser.call("GET session")).body).toMatchObject({
      user: { name: "Ana Popescu" },
      workspace: { demo: false, currency: "RON", locale: "es" },
    });
    expect((await browser.call("GET demo")).body).toEqual({ demo: null });
    expect((await browser.call(`GET records/deal/${mine}`)).status).toBe(404);
    expect((await browser.call("GET records/machine")).status).toBe(404);
    // As every fresh workspace: the automations of the manuals, none of which was ever on, and their templates.
    const { items: seeds } = (await browser.call("GET automations")).body;
    expect(seeds).toHaveLength(12);
    expect(
      seeds.filter(
        (one: { activated_at: string | null; definition: { active: boolean } }) =>
          one.activated_at !== null || one.definition.active,
      ),
    ).toEqual([]);
    expect((await browser.call("GET templates")).body.items).toHaveLength(7);
    const { items: pipelines } = (await browser.call("GET pipelines")).body;
    expect(pipelines.map(({ key }: { key: string }) => key)).toEqual(["leads", "sales", "subscriptions"]);
    const { items: users } = (await browser.call("GET records/user")).body;
    expect(users.map(({ name }: { name: string }) => name).toSorted()).toEqual(["Ana Popescu", "Eva"]);
    const [ahead] = await rows(`SELECT count(*)::int AS count FROM {s}.change WHERE at > now()`);
    expect(ahead.count).toBe(0);
    const fresh = (await browser.call("POST records/deal", { title: "Mine" })).body;
    expect(Math.abs(Date.parse(fresh.created_at) - Date.now())).toBeLessThan(60_000);
    expect(
      (await openBrowser(api).call("POST session", { email: ANA.email, password: ANA.password })).status,
    ).toBe(200);
    await api.call("POST objects/deal/fields", { key: "margin", type: "text" });
    expect((await api.call(`PATCH records/deal/${fresh.id}`, { margin: "wide" })).status).toBe(200);
    await api.call(`DELETE records/deal/${fresh.id}`);
  });

  it("leaves what an empty workspace has, table by table", async () => {
    await chooseContent(api.cadencia.engine, { content: "empty", place: {} });
    const before = await tables();
    await fillDemo(api.cadencia.engine);
    await tryOffer();
    await api.call("POST demo/clock", { days: 31 });
    await api.call("DELETE demo");
    expect(await tables()).toEqual({ ...before, setting: expect.anything() });
    await fillDemo(api.cadencia.engine);
    expect(await total("GET records/deal?limit=100")).toBe(100);
  });

  it("does no harm to the workers beside it, nor they to it", async () => {
    const { engine } = api.cadencia;
    await fillDemo(engine);
    const complaints: string[] = [];
    const workers = [1, 2].map(() =>
      startWorkers(engine, { log: { error: (text: unknown) => void complaints.push(String(text)) } }),
    );
    for (const key of ["offer-follow-up", OFFERED])
      await api.call(`POST automations/${key}/activate`, { existing: true });
    const moving = api.call("POST demo/clock", { days: 10 });
    await api.call("DELETE demo");
    await moving;
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(complaints).toEqual([]);
    for (const table of ["run", "run_step", "delivery", "o_message", "o_activity", "job"])
      expect({ table, rows: await rows(`SELECT 1 FROM {s}.${table}`) }).toEqual({ table, rows: [] });
    expect((await api.call("GET demo")).body).toEqual({ demo: null });
  });
});
