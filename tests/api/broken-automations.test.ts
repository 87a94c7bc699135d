import { afterAll, beforeAll, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const steps = [{ id: "tag", do: "add_tags", with: { tags: ["seen"] } }];

it("an automation that names a removed stage says so until it is published again", async () => {
  const definition = {
    key: "stale",
    object: "deal",
    trigger: { enters: { stage: "sales/proposal" } },
    steps,
  };
  const made = await api.call("POST automations", { ...definition, active: true });
  expect(made.body).toMatchObject({ state: "active", off_reason: null, problems: [] });
  expect((await api.call("DELETE pipelines/sales/stages/proposal")).status).toBe(204);
  const { body } = await api.call("GET automations/stale");
  expect(body).toMatchObject({
    state: "active",
    problems: [{ code: "unknown_stage", message: expect.stringContaining("sales/proposal") }],
  });
  const change = { trigger: { enters: { stage: "sales/won" } } };
  const mended = await api.call("PUT automations/stale", { change });
  expect(mended.body).toMatchObject({ version: 2, problems: [] });
});

it("a window that never opens is refused, naming it", async () => {
  const refused = await api.call("POST automations", {
    key: "never",
    object: "deal",
    trigger: { manual: true },
    steps: [{ ...steps[0], window: { days: "weekend", calendar: "company" } }],
  });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ field: "steps[0].window", code: "contradiction" }] },
  });
});
