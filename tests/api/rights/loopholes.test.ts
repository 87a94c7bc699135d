import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

/* Ways around the table that reviewers found. */

let api: TestApi;
let as: Record<string, string>;
let ana = "";
let deal = "";
let own = "";
const NOBODY = "01900000-0000-7000-8000-000000000000";
const ask = (line: string, body?: unknown): Promise<Answered> => api.call(line, body, as);

const notify = (key: string, text: string) => ({
  key,
  name: key,
  object: "deal",
  trigger: { manual: true },
  steps: [{ id: "tell", do: "notify", with: { to: "user:ana", text } }],
});

beforeAll(async () => {
  api = await startApi();
  await api.call("PUT roles/junior", {
    rights: { deal: { edit: "own" }, user: { edit: "all" } },
    hide: ["deal.amount", "deal.close_date", "contact.last_name"],
  });
  ana = (await api.call("POST records/user", { name: "ana", handle: "ana", role: "junior" })).body.id;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  as = { authorization: `Bearer ${secret}` };
  deal = (await api.call("POST records/deal", { title: "Theirs", amount: 4711, close_date: "2031-05-07" }))
    .body.id;
  own = (await api.call("POST records/deal", { title: "Hers", amount: 4711, owner: ana })).body.id;
  await api.call("POST automations", {
    ...notify("rich", "x"),
    trigger: { enters: ["amount", "gt", 1000] },
  });
  await api.call("PUT templates/welcome", { kind: "email", subject: "Hi", body: "Hello" });
  await api.call("POST automations", {
    ...notify("mails", "x"),
    steps: [{ id: "mail", do: "send_email", with: { to: "a@b.test", template: "welcome" } }],
  });
});
afterAll(() => api.close());

const dryRun = (text: string): Promise<Answered> =>
  ask("POST automations/probe/dry-run", { record: own, definition: notify("probe", text) });

it.each([
  "{% assign k = 'amount' %}{{ deal[k] }}",
  "{% for i in (1..2) %}{{ x.amount }}{% assign x = deal %}{% endfor %}",
  "{% assign k = 'amount' %}{{ record[k] }}",
])("a text that comes to a hidden field by %s finds nothing there", async (text) => {
  const { status, body } = await dryRun(`told ${text}`);
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain("told");
  expect(JSON.stringify(body)).not.toMatch(/4711|4,711|4\.711/);
});

it("a step that waits for a hidden date is refused, for its due would tell the date", async () => {
  const definition = notify("probe", "x");
  const [step] = definition.steps;
  const steps = [{ ...step, wait: { until: { field: "close_date" } } }];
  const { status, body } = await ask("POST automations/probe/dry-run", {
    record: own,
    definition: { ...definition, steps },
  });
  expect(status).toBe(403);
  expect(JSON.stringify(body)).not.toContain("2031");
});

it("the numbers of a preview are not for who may not read what its filter asks", async () => {
  expect((await ask("POST automations/rich/preview", { existing: true })).status).toBe(403);
});

it("who edits only their own switches nothing on for all that match already", async () => {
  expect((await ask("POST automations/rich/activate", { existing: true })).status).toBe(403);
});

it("a template that somebody else's automation prints is not rewritten by who may not read everything", async () => {
  const written = await ask("PUT templates/welcome", {
    kind: "email",
    subject: "Hi",
    body: "{{ deal.title }}",
  });
  expect(written.status).toBe(403);
  const mine = await ask("PUT templates/mine", { kind: "email", subject: "Hi", body: "{{ deal.title }}" });
  expect(mine.status).toBe(200);
  const hidden = await ask("PUT templates/mine", { kind: "email", subject: "Hi", body: "{{ deal.amount }}" });
  expect(hidden.status).toBe(422);
});

it("stopping for a record that is not there tells nothing of the automation", async () => {
  const { status, body } = await ask("POST automations/rich/stop", { record: NOBODY });
  expect(status).toBe(404);
  expect(JSON.stringify(body)).not.toContain("amount");
});

it("users are merged by administrators: who somebody is would come along", async () => {
  const other = (await api.call("POST records/user", { name: "bo", handle: "bo", role: "admin" })).body.id;
  expect((await ask(`POST records/user/${ana}/merge`, { gone: other })).status).toBe(403);
});

it("an automation starts no other one on records that its publisher may not edit", async () => {
  await api.call("POST automations", { ...notify("other", "started"), active: true });
  await ask("POST automations", {
    key: "starter",
    object: "deal",
    active: true,
    trigger: { on: "updated", fields: ["title"] },
    steps: [{ id: "start", do: "start_automation", with: { automation: "other" } }],
  });
  for (const id of [deal, own]) await api.call(`PATCH records/deal/${id}`, { title: "New" });
  const { runRound } = await import("../../../apps/server/src/features/automation/index.ts");
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
  const { items } = (await api.call("GET automations/other/runs")).body;
  expect(items.map(({ record }: { record: string }) => record)).toEqual([own]);
  const lost = (await api.call("GET automations/starter/runs")).body.items.find(
    ({ record }: { record: string }) => record === deal,
  );
  expect(lost.steps).toMatchObject([{ status: "failed", reason: "forbidden" }]);
});
