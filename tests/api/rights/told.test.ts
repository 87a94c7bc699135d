import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* Neither hints, faults nor lists of the configuration name what somebody may not see. */

let api: TestApi;
let as: Record<string, string>;
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);
const SECRET = /margin|loyalty|4711\.13/;

const notify = (key: string, more: object = {}, text = "x") => ({
  key,
  name: key,
  object: "deal",
  trigger: { manual: true },
  steps: [{ id: "tell", do: "notify", with: { to: "user:ana", text } }],
  ...more,
});

beforeAll(async () => {
  api = await startApi();
  await api.call("POST objects", { key: "loyalty", label: "Loyalty" });
  await api.call("POST objects/deal/fields", { key: "margin", type: "money" });
  await api.call("PUT roles/junior", {
    rights: {
      loyalty: { read: "none" },
      automation: { delete: "all" },
      template: { delete: "all" },
      segment: { delete: "all" },
    },
    hide: ["deal.margin"],
  });
  await api.call("POST records/user", { name: "ana", handle: "ana", role: "junior" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  await api.call("PUT segments/rich", { object: "deal", filter: ["margin", "gt", 4711.13] });
  await api.call("PUT segments/members", { object: "loyalty", filter: ["archived", "is", false] });
  await api.call("PUT segments/open", { object: "deal", filter: ["title", "is_set"] });
  await api.call("PUT templates/offer", { kind: "email", subject: "{{ deal.margin }}", body: "Hi" });
  await api.call("PUT templates/plain", { kind: "email", subject: "{{ deal.title }}", body: "Hi" });
  await api.call("POST automations", notify("by-filter", { trigger: { enters: ["margin", "gt", 4711.13] } }));
  await api.call("POST automations", notify("by-segment", { trigger: { enters: { segment: "rich" } } }));
  await api.call("POST automations", notify("by-text", {}, "{{ deal.margin }}"));
  await api.call("POST automations", notify("of-others", { object: "loyalty" }));
  await api.call("POST automations", notify("plain"));
});
afterAll(() => api.close());

describe("lists of the configuration", () => {
  it.each([
    "segments",
    "templates",
    "automations",
    "objects",
    "automations/by-filter",
    "automations/by-segment",
    "automations/by-text",
  ])("%s name nothing hidden", async (path) => {
    const { status, body } = await ask(`GET ${path}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(SECRET);
  });

  it("show what is not hidden, and that an automation is there", async () => {
    const keys = async (path: string): Promise<string[]> =>
      (await ask(`GET ${path}`)).body.items.map(({ key }: { key: string }) => key);
    expect(await keys("segments")).toEqual(["open"]);
    expect(await keys("templates")).toEqual(["plain"]);
    expect(await keys("automations")).toEqual(
      expect.arrayContaining(["by-filter", "by-segment", "by-text", "plain"]),
    );
    expect(await keys("automations")).not.toContain("of-others");
    expect((await ask("GET automations/plain")).body.definition.steps).toHaveLength(1);
    expect((await ask("GET automations/by-text")).body).toMatchObject({ definition: {}, problems: [] });
  });

  it.each([
    ["GET segments/rich", 404],
    ["GET segments/ric", 404],
    ["GET segments/members", 404],
    ["DELETE segments/rich", 404],
    ["GET templates/offer", 404],
    ["GET templates/offe", 404],
    ["DELETE templates/offer", 403],
    ["GET automations/of-others", 404],
    ["GET automations/of-other", 404],
    ["GET automations/of-others/runs", 404],
    ["GET automations/of-others/versions", 404],
    ["GET runs?automation=of-others", 404],
    ["GET run-log?automation=of-others", 404],
    ["DELETE automations/of-others", 404],
    ["POST automations/of-others/deactivate", 404],
    ["POST automations/of-others/press", 404],
    ["GET automations/by-filter/versions/1", 403],
    ["GET automations/by-filter/diff?from=1&to=1", 403],
    ["DELETE automations/by-filter", 403],
  ])("%s tells nothing", async (line, wanted) => {
    const { status, body } = await ask(line);
    expect(status).toBe(wanted);
    const said = JSON.stringify(body);
    expect(said).not.toMatch(SECRET);
    expect(said).not.toMatch(/did you mean "(rich|offer|of-others)"/);
  });

  it.each([
    ["PUT automations/by-filter", { change: { name: "x" } }],
    ["PUT automations/by-segment", { change: { name: "x" } }],
    ["POST automations/by-filter/copy", { key: "copy" }],
    ["POST automations/by-segment/copy", { key: "copy" }],
    ["POST automations/by-text/copy", { key: "copy" }],
    ["POST automations/by-filter/activate", { existing: false }],
    ["POST automations/by-filter/preview", { existing: true }],
    ["POST automations/by-text/rollback", { version: 1 }],
    ["PUT segments/rich", { object: "deal", filter: ["title", "is", "x"] }],
    ["POST segments/rich/preview", { object: "deal", filter: ["title", "is", "x"] }],
    ["PUT templates/offer", { kind: "email", subject: "x", body: "y" }],
  ])("%s %j is refused without naming why", async (line, body) => {
    const answer = await ask(line, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer.body)).not.toMatch(SECRET);
  });

  it("and neither does a dry run of an automation that is there, nor why it ran", async () => {
    const { id } = (await ask("POST records/deal", { title: "x" })).body;
    for (const key of ["by-filter", "by-segment", "by-text"]) {
      const answers = [
        await ask(`POST automations/${key}/dry-run`, { record: id }),
        await ask(`GET records/deal/${id}/why/${key}`),
      ];
      for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(SECRET);
    }
    const other = await ask(`GET records/loyalty/${id}/why/of-others`);
    expect(other.body.detail.replaceAll("loyalty", "qqzzx")).toBe(
      (await ask(`GET records/qqzzx/${id}/why/of-others`)).body.detail,
    );
    const draft = notify("of-others");
    expect((await ask("POST automations/of-others/dry-run", { record: id, definition: draft })).status).toBe(
      404,
    );
  });
});

describe("pipelines", () => {
  it("of a hidden object are not there", async () => {
    const pipeline = { key: "loyalty-steps", object: "loyalty", stages: [{ name: "new" }, { name: "old" }] };
    expect((await api.call("POST pipelines", pipeline)).status).toBe(201);
    expect(JSON.stringify((await ask("GET pipelines")).body)).not.toMatch(SECRET);
    const { status, body } = await ask("GET pipelines/loyalty-step");
    expect(status).toBe(404);
    expect(body.detail).not.toContain("loyalty-steps");
    expect((await ask("GET pipelines/loyalty-steps")).status).toBe(404);
    expect((await ask("GET pipelines/sales")).status).toBe(200);
  });
});

it("the description of the API names no field of the workspace", async () => {
  const { paths } = (api.app as unknown as { swagger: () => { paths: object } }).swagger();
  expect(JSON.stringify(paths)).not.toMatch(SECRET);
});

describe("hints", () => {
  it.each([
    ["POST records/deal", { margni: 1 }],
    ["POST records/deal/bulk", { create: [{ margni: 1 }] }],
    [
      "POST records/note",
      { text: "x", record: { object: "loyalti", id: "01900000-0000-7000-8000-000000000000" } },
    ],
    ["POST automations", notify("probe", { trigger: { enters: ["margni", "gt", 1] } })],
    ["POST automations", notify("probe", { trigger: { on: "updated", fields: ["margni"] } })],
    ["POST automations", notify("probe", { object: "loyalti" })],
    ["POST automations", notify("probe", {}, "{{ deal.margni }}")],
    ["POST automations", notify("probe", { when: { segment: "rihc" } })],
    ["POST automations", notify("probe", { steps: [{ id: "set", do: "set", with: { margni: 1 } }] })],
    [
      "POST automations",
      notify("probe", {
        steps: [{ id: "w", wait: { until: { field: "margni" } }, do: "add_tags", with: { tags: ["x"] } }],
      }),
    ],
    [
      "POST automations",
      notify("probe", { steps: [{ id: "c", do: "create", with: { object: "loyalti", set: {} } }] }),
    ],
    ["PUT segments/new", { object: "deal", filter: ["margni", "gt", 1] }],
    ["PUT segments/new", { object: "loyalti", filter: ["title", "is", "x"] }],
    ["POST segments/new/preview", { object: "deal", filter: ["margni", "gt", 1] }],
    ["PUT templates/new", { kind: "email", subject: "{{ deal.margni }}", body: "x" }],
    ["POST automations/plain/dry-run", { record: "x", definition: notify("plain", {}, "{{ deal.margni }}") }],
    ["PUT automations/plain", { change: { trigger: { enters: ["margni", "gt", 1] } } }],
  ])("of %s %j name nothing hidden", async (line, body) => {
    const { status, body: said } = await ask(line, body);
    expect(status).toBe(line.endsWith("bulk") ? 200 : 422);
    expect(JSON.stringify(said).replaceAll(/margni|loyalti/g, "")).not.toMatch(/margin|loyalty|"rich"/);
  });

  it("of a required field name it not", async () => {
    await api.call("POST objects/deal/fields", { key: "marginal", type: "text", required: true });
    await api.call("PUT roles/blind", { hide: ["deal.marginal"] });
    await api.call("POST records/user", { name: "bo", handle: "bo", role: "blind" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "bo", user: "bo" });
    const { status, body } = await api.call(
      "POST records/deal",
      { title: "x" },
      {
        authorization: `Bearer ${secret}`,
      },
    );
    expect(status).toBe(422);
    expect(JSON.stringify(body)).not.toContain("marginal");
  });
});
