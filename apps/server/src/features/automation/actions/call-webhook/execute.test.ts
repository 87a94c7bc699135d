import { afterEach, beforeEach, expect, test } from "vitest";
import { buildDeal, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { deliver, send } from "../sending/testing.ts";
import { callWebhookAction } from "./execute.ts";

let home: TestWorkspace;
beforeEach(async () => void (home = await buildWorkspace()));
afterEach(() => home.close());

const callFor = async (parameters: Parameters<typeof send<"call_webhook">>[1]["parameters"]) => {
  const deal = await buildDeal(home);
  const outcomes = await send(home, { action: callWebhookAction, parameters }, { records: [deal.id] });
  return { deal, outcomes };
};

test("address, headers and every text of the body are filled in; no message is made", async () => {
  const body = { title: "{{ deal.title }}", lines: ["{{ deal.title }}!", 3], nothing: null };
  await callFor({
    url: "https://hooks.test/{{ deal.title }}",
    headers: { "X-Title": "{{ deal.title }}" },
    body,
  });
  const { handed, finished } = await deliver(home);
  expect(finished).toEqual([{ status: "done" }]);
  expect(handed).toMatchObject([
    {
      payload: {
        url: "https://hooks.test/Boiler",
        method: "POST",
        headers: { "X-Title": "Boiler", "Idempotency-Key": handed[0]?.id },
        body: { title: "Boiler", lines: ["Boiler!", 3], nothing: null },
      },
    },
  ]);
  expect(await everyRecord(home, "message")).toEqual([]);
});

test("without a body it says what it is about", async () => {
  const { deal } = await callFor({ url: "https://hooks.test/" });
  const { handed } = await deliver(home);
  expect(handed).toMatchObject([
    { payload: { body: { automation: "test", step: "s1", object: "deal", record: deal.id } } },
  ]);
});

test("anything but http and https is refused, when saved and when rendered", async () => {
  const { outcomes } = await callFor({ url: "{{ deal.title }}" });
  expect(outcomes).toMatchObject([{ status: "failed", reason: "error" }]);
  await home.inUnit(async ({ catalog }) => {
    const context = { catalog, object: "deal", templates: new Set<string>(), userNamed: () => null };
    expect(callWebhookAction.check?.({ url: "file:///etc/passwd" }, context)).toMatchObject([
      { field: "url" },
    ]);
    expect(callWebhookAction.check?.({ url: "https://hooks.test/" }, context)).toEqual([]);
  });
});
