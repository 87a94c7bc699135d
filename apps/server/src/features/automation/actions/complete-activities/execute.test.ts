import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { act } from "../../testing/batch.ts";
import { buildDeal, buildRecord, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { completeActivitiesAction } from "./execute.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace();
});

afterAll(() => workspace.close());

const complete = (parameters: ActionParameters<"complete_activities">, ...records: string[]) =>
  workspace.inUnit((unit) => act(unit, { action: completeActivitiesAction, parameters }, { records }));

const dealWith = async (...activities: readonly Record<string, unknown>[]): Promise<string> => {
  const deal = await buildDeal(workspace);
  for (const input of activities) {
    await buildRecord(workspace, "activity", { record: { object: "deal", id: deal.id }, ...input });
  }
  return deal.id;
};

const doneOf = async (deal: string) =>
  (await everyRecord(workspace, "activity"))
    .filter(({ values }) => values["record"] === deal && values["done"] === true)
    .map(({ values }) => values["summary"]);

describe("complete_activities", () => {
  test("completes what is open on the record, as done by the automation", async () => {
    const deal = await dealWith(
      { summary: "A" },
      { summary: "B", done: true, done_at: "2026-01-01T00:00:00Z" },
    );
    const other = await dealWith({ summary: "C" });
    expect(await complete({}, deal)).toEqual([{ status: "done" }]);
    const activity = (await everyRecord(workspace, "activity")).find(
      ({ values }) => values["summary"] === "A",
    );
    expect(activity?.values).toMatchObject({
      done: true,
      done_at: "2026-05-04T07:00:00Z",
      done_by: null,
      done_by_automation: expect.any(String),
    });
    expect(workspace.saves.filter(({ after }) => after.values["summary"] === "B")).toHaveLength(1);
    expect(await doneOf(other)).toEqual([]);
  });

  test("chooses by type, summary and filter", async () => {
    const inputs = [
      { summary: "Call Boiler", type: "call" },
      { summary: "Meet", type: "meeting" },
      { summary: "Late", type: "to_do", due: "2026-05-01T00:00:00Z" },
    ];
    const [byType, bySummary, byFilter] = [
      await dealWith(...inputs),
      await dealWith(...inputs),
      await dealWith(...inputs),
    ];
    await complete({ type: "meeting" }, byType);
    await complete({ summary: "call {{ deal.title }}" }, bySummary);
    await complete({ where: ["due", "before", "now"] }, byFilter);
    expect(await doneOf(byType)).toEqual(["Meet"]);
    expect(await doneOf(bySummary)).toEqual(["Call Boiler"]);
    expect(await doneOf(byFilter)).toEqual(["Late"]);
  });

  test("with nothing to complete is done", async () => {
    expect(await complete({}, await dealWith())).toEqual([{ status: "done" }]);
  });

  test("is refused when saved with an unknown field in its filter", async () => {
    const problems = await workspace.inUnit(async ({ catalog }) =>
      completeActivitiesAction.check?.(
        { where: ["sumary", "is", "x"] },
        { catalog, object: "deal", templates: new Set(), userNamed: () => null },
      ),
    );
    expect(problems).toMatchObject([{ field: "where", message: expect.stringContaining("summary") }]);
  });
});
