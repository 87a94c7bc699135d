import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* What changes runs of records asks for the right to change those records. */

let api: TestApi;
let as: Record<string, string>;
let ana = "";
let own = "";
let theirs = "";
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);

const waits = (key: string, trigger: object) => ({
  key,
  name: key,
  object: "deal",
  active: true,
  trigger,
  steps: [{ id: "tag", wait: { for: "10d" }, do: "add_tags", with: { tags: ["x"] } }],
});

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/seller", {
    rights: { deal: { edit: "own" }, automation: { delete: "all" }, segment: { delete: "all" } },
  });
  await api.call("PUT roles/author", { rights: { automation: { edit: "none" } } });
  ana = (await api.call("POST records/user", { name: "ana", handle: "ana", role: "seller" })).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  own = (await api.call("POST records/deal", { title: "Hers", owner: ana })).body.id;
  theirs = (await api.call("POST records/deal", { title: "Theirs" })).body.id;
});
afterAll(() => api.close());

const edit = (apply: string) => ({ object: "deal", filter: ["amount", "is_not_set"], apply });

let key = "";
let nr = 0;
beforeEach(async () => {
  nr += 1;
  key = `waits-${nr}`;
  await api.call("POST automations", waits(key, { manual: true }));
});

const status = async (record: string): Promise<string> =>
  (await api.call(`GET automations/${key}/runs?record=${record}`)).body.items[0].status;
const press = (record: string): Promise<Answered> => api.call(`POST automations/${key}/press`, { record });

it.each(["cancel", "move"])("publishing that would %s runs on records of others is refused", async (how) => {
  await press(own);
  await press(theirs);
  const change = { name: "New" };
  expect((await ask(`PUT automations/${key}`, { change, active_runs: how })).status).toBe(403);
  expect(await status(theirs)).toBe("active");
  expect((await ask(`PUT automations/${key}`, { change, active_runs: "finish" })).status).toBe(200);
  await api.call(`POST automations/${key}/stop`, { record: theirs });
  expect((await ask(`PUT automations/${key}`, { change: { name: "Newer" }, active_runs: how })).status).toBe(
    200,
  );
});

it("so is deleting, and rolling back with them", async () => {
  await press(theirs);
  expect((await ask(`DELETE automations/${key}`)).status).toBe(403);
  await api.call(`PUT automations/${key}`, { change: { name: "New" } });
  expect((await ask(`POST automations/${key}/rollback`, { version: 1, active_runs: "cancel" })).status).toBe(
    403,
  );
  expect(await status(theirs)).toBe("active");
  await api.call(`POST automations/${key}/stop`, { record: theirs });
  await press(own);
  expect((await ask(`DELETE automations/${key}`)).status).toBe(204);
});

it.each(["discard", "restart"])("so is switching on with %s of what waited", async (resume) => {
  await press(theirs);
  await api.call(`POST automations/${key}/deactivate`);
  const asked = { existing: false, resume };
  expect((await ask(`POST automations/${key}/activate`, asked)).status).toBe(403);
  expect((await ask(`POST automations/${key}/activate`, { existing: false })).status).toBe(200);
});

it("so is an edit of a segment that is applied to all, and any edit by who may not change the automation", async () => {
  const segment = `rich-${nr}`;
  await api.call(`PUT segments/${segment}`, { object: "deal", filter: ["amount", "gt", 1000] });
  await api.call("POST automations", waits(`enters-${nr}`, { enters: { segment } }));
  expect((await ask(`PUT segments/${segment}`, edit("all"))).status).toBe(403);
  expect((await api.call(`GET automations/enters-${nr}/runs`)).body.items).toEqual([]);
  await api.call("POST records/user", { name: `cy-${nr}`, handle: `cy-${nr}`, role: "author" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "cy", user: `cy-${nr}` });
  const cy = { authorization: `Bearer ${secret}` };
  expect((await api.call(`PUT segments/${segment}`, edit("now_on"), cy)).status).toBe(403);
  expect((await ask(`PUT segments/${segment}`, edit("now_on"))).status).toBe(200);
});
