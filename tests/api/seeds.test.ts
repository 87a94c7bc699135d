import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseContent, fillDemo, removeDemo } from "../../apps/server/src/features/demo/index.ts";
import { plantSeeds } from "../../apps/server/src/features/seeds/index.ts";
import { readConfig } from "../../apps/server/src/platform/config/index.ts";
import { openTestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { openCadencia } from "../../apps/server/src/server.ts";
import { openBrowser } from "./browser.ts";
import { SPANISH_ANA as ANA } from "./first-start.ts";
import { startApi, type TestApi } from "./start-api.ts";

const SEEDS = [
  "call-after-offer",
  "offer-follow-up",
  "discuss-terms",
  "idle-deal",
  "repeat-lead-after-six-months",
  "text-on-delivery",
  "welcome-subscribers",
  "unhappy-customers",
  "renew-in-time",
  "lead-converted",
  "new-task-in-project",
  "meeting-reminder",
];

let api: TestApi;
beforeEach(async () => {
  api = await startApi({ perKey: 1_000_000 });
});
afterEach(() => api.close());

const automations = async (): Promise<{ key: string; name: string; state: string }[]> =>
  (await api.call("GET automations")).body.items;
const keys = async () => (await automations()).map(({ key }) => key);
const nameOf = async (key: string) => (await api.call(`GET automations/${key}`)).body.name;
const empty = (locale: "en" | "es" | "ro") =>
  chooseContent(api.cadencia.engine, { content: "empty", place: { locale } });

describe("a workspace that is begun empty", () => {
  it("has the automations of the manuals, switched off, in the language of whoever begins it", async () => {
    expect(await keys()).toEqual([]);
    const browser = openBrowser(api);
    expect((await browser.call("POST setup", ANA)).status).toBe(201);
    expect((await automations()).map(({ key, state }) => [key, state])).toEqual(
      SEEDS.map((key) => [key, "inactive"]),
    );
    expect(await nameOf("call-after-offer")).toBe("Llamada tras la oferta");
    const templates = (await api.call("GET templates")).body.items;
    expect(templates).toHaveLength(7);
    expect((await browser.call("GET records/deal")).body.items).toEqual([]);
  });

  it("runs each of them as soon as it is switched on", async () => {
    await empty("ro");
    for (const key of SEEDS)
      expect({
        key,
        ...(await api.call(`POST automations/${key}/activate`, { existing: false })),
      }).toMatchObject({
        key,
        status: 200,
      });
    const { id } = (await api.call("POST records/deal", { title: "Hotel", stage: "sales/proposal" })).body;
    const runs = (await api.call(`GET runs?record=${id}`)).body.items;
    expect(
      runs.map((run: { automation: { key: string } }) => run.automation.key ?? run.automation),
    ).toContain("call-after-offer");
  });

  it("has them in the language of the last attempt, where the first start was made twice", async () => {
    await empty("es");
    await empty("ro");
    expect(await keys()).toEqual(SEEDS);
    expect(await nameOf("call-after-offer")).toBe("Apel după ofertă");
  });

  it("can still be filled with the demo, and has them again when that is removed", async () => {
    await empty("es");
    await fillDemo(api.cadencia.engine, { locale: "es" });
    expect(await keys()).toEqual([...SEEDS, "copy-won-deal-to-service"]);
    await removeDemo(api.cadencia.engine);
    expect(await keys()).toEqual(SEEDS);
    expect(await nameOf("call-after-offer")).toBe("Llamada tras la oferta");
    expect((await api.call("GET templates")).body.items).toHaveLength(7);
  });

  it("is no empty one any more for the demo, once somebody has made one of them theirs", async () => {
    await empty("en");
    await api.call("POST automations/discuss-terms/activate", { existing: false });
    const refused = await api.call("POST demo");
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(refused.body.detail).toContain("automation");
    expect(await keys()).toEqual(SEEDS);
  });

  it("has those of its administrator from the environment", async () => {
    const database = await openTestDatabase();
    const environment = {
      CADENCIA_ADMIN_EMAIL: "eva@cadencia.test",
      CADENCIA_ADMIN_PASSWORD: "three green boilers",
    };
    const open = () => openCadencia({ config: { ...readConfig(environment), databaseUrl: database.url } });
    const count = async ({ workspace }: Awaited<ReturnType<typeof open>>) =>
      (await workspace.pool.query(`SELECT count(*)::int AS n FROM ${workspace.schema}.automation`)).rows[0].n;
    const first = await open();
    expect(await count(first)).toBe(SEEDS.length);
    await first.workspace.pool.query(`DELETE FROM ${first.workspace.schema}.automation_version`);
    await first.workspace.pool.query(`DELETE FROM ${first.workspace.schema}.automation`);
    await first.close();
    const second = await open();
    expect(await count(second)).toBe(0);
    await second.close();
    await database.close();
  });
});

describe("a workspace that has automations of its own before its first start", () => {
  const OWN = {
    key: "offer-follow-up",
    object: "deal",
    trigger: { on: "created" },
    steps: [{ id: "task", do: "create_task", with: { title: "Look" } }],
  };

  it("keeps those, and is given no others", async () => {
    await api.call("POST automations", OWN);
    await empty("es");
    expect(await keys()).toEqual(["offer-follow-up"]);
    expect((await api.call("GET templates")).body.items).toEqual([]);
  });

  it("is given the missing ones where they are asked for, and keeps what bears their keys", async () => {
    await api.call("POST automations", OWN);
    await api.call("PUT templates/offer", { kind: "email", subject: "Ours", body: "Ours" });
    const { planted, standing, unfit } = await plantSeeds(api.cadencia.engine, {
      locale: "es",
      when: "missing",
    });
    expect({ planted, standing, unfit }).toEqual({
      planted: SEEDS.filter((key) => key !== "offer-follow-up"),
      standing: ["offer-follow-up"],
      unfit: [],
    });
    expect((await api.call("GET templates/offer")).body.subject).toBe("Ours");
  });

  it("is left those out that need a stage which it has no more", async () => {
    expect((await api.call("DELETE pipelines/sales/stages/negotiation")).status).toBe(204);
    const { unfit } = await plantSeeds(api.cadencia.engine, { when: "missing" });
    expect(unfit).toEqual(["discuss-terms", "idle-deal"]);
  });
});
