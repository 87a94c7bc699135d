import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.call("POST automations", {
    key: "two",
    object: "deal",
    active: true,
    trigger: { on: "created" },
    steps: [
      { id: "first", do: "post_note", with: { text: "x" } },
      { id: "never", if: ["amount", "gt", 5], do: "post_note", with: { text: "y" } },
      { id: "later", wait: { for: "1d" }, do: "post_note", with: { text: "z" } },
    ],
  });
  for (const title of ["A", "B"]) await api.call("POST records/deal", { title });
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
});
afterAll(() => api.close());

it("tells of each automation how its steps ended and what waits until when", async () => {
  const { status, body } = await api.call("GET automation-tallies");
  expect(status).toBe(200);
  expect(body.items).toEqual([
    {
      automation: "two",
      done: 2,
      skipped: 2,
      cancelled: 0,
      failed: 0,
      uncertain: 0,
      waiting: 2,
      next_due: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      last_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
    },
  ]);
});

it("counts for a reader only the records that they may read", async () => {
  await api.call("PUT roles/own-deals", { rights: { deal: { read: "own" } } });
  const { body: ana } = await api.call("POST records/user", {
    name: "ana",
    handle: "ana",
    role: "own-deals",
  });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  const asked = async () =>
    (await api.call("GET automation-tallies", undefined, { authorization: `Bearer ${secret}` })).body
      .items[0];
  expect(await asked()).toMatchObject({
    automation: "two",
    done: 0,
    waiting: 0,
    next_due: null,
    last_at: null,
  });
  const { body: deals } = await api.call("GET records/deal");
  await api.call(`PATCH records/deal/${deals.items[0].id}`, { owner: ana.id });
  expect(await asked()).toMatchObject({ done: 1, skipped: 1, waiting: 1 });
});
