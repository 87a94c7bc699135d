import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

let api: TestApi;
let ana: { authorization: string };
let deal: string;

const inbox = async (headers = ana): Promise<Answered["body"]> =>
  (await api.call("GET notifications", undefined, headers)).body;

beforeAll(async () => {
  api = await startApi();
  await api.call("POST records/user", { name: "Ana Pop", handle: "ana", role: "salesperson" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  ana = { authorization: `Bearer ${secret}` };
  await api.call("POST automations", {
    key: "tell",
    name: "Tell Ana",
    object: "deal",
    trigger: { on: "created" },
    steps: [{ id: "tell", do: "notify", with: { to: "user:ana", text: "{{ deal.title }} is new" } }],
  });
  await api.call("POST automations/tell/activate", { existing: false });
  deal = (await api.call("POST records/deal", { title: "First" })).body.id;
  await api.call("POST records/deal", { title: "Second" });
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
});
afterAll(() => api.close());

it("a user reads what automations told them, the newest first, with the record that it is about", async () => {
  const { items, next, unread } = await inbox();
  expect(unread).toBe(2);
  expect(items.map(({ text }: { text: string }) => text)).toEqual(["Second is new", "First is new"]);
  expect(items[1]).toMatchObject({ record: { object: "deal", id: deal }, automation: "tell", read: false });
  expect(next).toBeNull();
  const page = (await api.call("GET notifications?limit=1", undefined, ana)).body;
  const rest = (await api.call(`GET notifications?limit=1&cursor=${page.next}`, undefined, ana)).body;
  expect([...page.items, ...rest.items]).toEqual(items);
});

it("what is read is marked for its reader alone, one by one or all", async () => {
  const [second, first] = (await inbox()).items;
  const admin = { authorization: `Bearer ${api.key}` };
  await api.call("POST notifications/read", { ids: [second.id] }, admin);
  expect((await inbox()).unread).toBe(2);
  expect((await api.call("POST notifications/read", { ids: [second.id] }, ana)).status).toBe(204);
  expect((await inbox()).items.map(({ read }: { read: boolean }) => read)).toEqual([true, false]);
  await api.call("POST notifications/read", {}, ana);
  expect((await inbox()).unread).toBe(0);
  expect(first.read).toBe(false);
});

it("nobody sees what others were told", async () => {
  expect((await inbox({ authorization: `Bearer ${api.key}` })).items).toEqual([]);
});
