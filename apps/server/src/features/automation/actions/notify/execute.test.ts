import { afterEach, beforeEach, expect, test } from "vitest";
import { buildDeal, buildUser } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { notifications, send } from "../sending/testing.ts";
import { notifyAction } from "./execute.ts";

let home: TestWorkspace;
beforeEach(async () => void (home = await buildWorkspace()));
afterEach(() => home.close());

const notify = (to: string | string[], record: string) =>
  send(
    home,
    { action: notifyAction, parameters: { to, text: "Plan {{ deal.title }}" } },
    { records: [record] },
  );

test("the owner is told, once", async () => {
  const ana = await buildUser(home, "ana");
  const deal = await buildDeal(home, { owner: "ana" });
  expect(await notify(["owner", "user:ana"], deal.id)).toEqual([{ status: "done" }]);
  expect(await notifications(home)).toMatchObject([
    { recipient: ana.id, text: "Plan Boiler", record: deal.id, object: "deal" },
  ]);
});

test("followers are told, but for those who are gone", async () => {
  await buildUser(home, "ana");
  const marta = await buildUser(home, "marta");
  await buildUser(home, "gone", { active: false });
  const deal = await buildDeal(home, { followers: ["marta", "gone"] });
  await notify("followers", deal.id);
  expect((await notifications(home)).map(({ recipient }) => recipient)).toEqual([marta.id]);
});

test("without a user to tell the step fails", async () => {
  const deal = await buildDeal(home, { owner: null });
  expect(await notify("followers", deal.id)).toMatchObject([{ status: "failed", reason: "no_recipient" }]);
  expect(await notify("owner", deal.id)).toMatchObject([{ status: "failed", reason: "missing_person" }]);
  expect(await notify("pedro@example.test", deal.id)).toMatchObject([
    { status: "failed", reason: "no_recipient" },
  ]);
});

test("who stands in is told, and the step says so", async () => {
  const marta = await buildUser(home, "marta");
  await buildUser(home, "gone", { active: false });
  const deal = await buildDeal(home, { owner: "marta" });
  expect(await notify("user:gone", deal.id)).toMatchObject([{ status: "done", reason: "missing_person" }]);
  expect(await notifications(home)).toMatchObject([{ recipient: marta.id }]);
});

test("a missing template fails, an empty text too", async () => {
  await buildUser(home, "ana");
  const deal = await buildDeal(home, { owner: "ana" });
  const tell = (parameters: { to: string; template: string }, templates = {}) =>
    send(home, { action: notifyAction, parameters }, { records: [deal.id], templates });
  expect(await tell({ to: "owner", template: "none" })).toMatchObject([{ reason: "missing_template" }]);
  const templates = { empty: { kind: "notify", body: "{{ deal.source }}" } };
  expect(await tell({ to: "owner", template: "empty" }, templates)).toMatchObject([
    { reason: "missing_value" },
  ]);
});
