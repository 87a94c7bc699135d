import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { act } from "../../testing/batch.ts";
import { buildContact, buildDeal, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { createEventAction } from "./execute.ts";

let workspace: TestWorkspace;
let deal: string;
let ana: string;

beforeAll(async () => {
  workspace = await buildWorkspace({ start: "2026-03-03T08:00" });
  ana = (await buildUser(workspace, "ana", { email: "ana@cadencia.test" })).id;
  await buildUser(workspace, "bogdan", { email: "bogdan@cadencia.test" });
  const pedro = await buildContact(workspace, { email: "pedro@example.test" });
  deal = (await buildDeal(workspace, { contact: pedro.id, owner: ana, close_date: "2026-03-10" })).id;
});

afterAll(() => workspace.close());

const create = (parameters: ActionParameters<"create_event">) =>
  workspace.inUnit((unit) => act(unit, { action: createEventAction, parameters }, { records: [deal] }));

const eventCalled = async (title: string) =>
  (await everyRecord(workspace, "event")).find(({ values }) => values["title"] === title)?.values;

describe("create_event", () => {
  test("begins at the hour of the day that start leads to, and takes as long as it says", async () => {
    await create({
      title: "Visit {{ deal.title }}",
      start: { for: "1d", at: "11:00" },
      duration: "2h",
      owner: "owner",
    });
    expect(await eventCalled("Visit Boiler")).toMatchObject({
      start: "2026-03-04T10:00:00Z",
      end: "2026-03-04T12:00:00Z",
      all_day: false,
      owner: ana,
      organizer: ana,
      record: deal,
      record__object: "deal",
      state: "confirmed",
    });
  });

  test("takes an hour when nothing says how long", async () => {
    await create({ title: "Hour", start: { field: "close_date", at: "09:00" } });
    expect(await eventCalled("Hour")).toMatchObject({
      start: "2026-03-10T08:00:00Z",
      end: "2026-03-10T09:00:00Z",
    });
  });

  test("takes the whole day when start is only a day", async () => {
    await create({ title: "Day", start: "{{ deal.close_date }}" });
    expect(await eventCalled("Day")).toMatchObject({
      start: "2026-03-09T23:00:00Z",
      end: "2026-03-10T23:00:00Z",
      all_day: true,
    });
  });

  test("invites recipients, once each and without the organizer", async () => {
    await create({
      title: "Meet",
      start: "1d",
      owner: "ana",
      attendees: ["customer", "owner", "user:bogdan", "PEDRO@example.test", "guest@example.test"],
    });
    const attendees = (await eventCalled("Meet"))?.["attendees"] as { address: string }[];
    expect(attendees.map(({ address }) => address.toLowerCase())).toEqual([
      "pedro@example.test",
      "bogdan@cadencia.test",
      "guest@example.test",
    ]);
    expect(attendees[0]).toMatchObject({ answer: "needs_action", role: "required" });
  });

  test("fails where its start is empty, and where it would end before it starts", async () => {
    expect(await create({ title: "x", start: { field: "closed_at" } })).toMatchObject([
      { status: "failed", reason: "missing_value" },
    ]);
    expect(await create({ title: "x", start: "2d", end: "1d" })).toMatchObject([
      { status: "failed", reason: "error" },
    ]);
  });
});
