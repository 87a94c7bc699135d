import { afterAll, beforeAll, expect, test } from "vitest";
import { act } from "../../testing/batch.ts";
import { buildDeal, everyRecord, reread } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { addTagsAction } from "../add-tags/execute.ts";
import { deleteAction } from "../delete/execute.ts";
import { planActivitiesAction } from "../plan-activities/execute.ts";
import { postNoteAction } from "../post-note/execute.ts";
import { removeTagsAction } from "../remove-tags/execute.ts";
import { archiveAction } from "./execute.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace();
});

afterAll(() => workspace.close());

test("archive puts records away, each by its own step", async () => {
  const deals = [await buildDeal(workspace), await buildDeal(workspace)];
  const records = deals.map((deal) => deal.id);
  await workspace.inUnit((unit) => act(unit, { action: archiveAction, parameters: {} }, { records }));
  const saves = workspace.saves.filter((save) => save.kind === "archived");
  expect(new Set(saves.map(({ origin }) => origin.cause?.step)).size).toBe(2);
  expect((await reread(workspace, deals[0]!)).values["archived"]).toBe(true);
  const before = workspace.saves.length;
  await workspace.inUnit((unit) => act(unit, { action: archiveAction, parameters: {} }, { records }));
  expect(workspace.saves).toHaveLength(before);
});

test("delete removes the record, and is done where it is gone already", async () => {
  const deal = await buildDeal(workspace);
  const remove = () =>
    workspace.inUnit((unit) => act(unit, { action: deleteAction, parameters: {} }, { records: [deal.id] }));
  expect(await remove()).toEqual([{ status: "done" }]);
  expect((await reread(workspace, deal)).deletedAt).not.toBeNull();
  expect(await remove()).toEqual([{ status: "done" }]);
});

test("tags are added and removed without regard to case", async () => {
  const deal = await buildDeal(workspace, { tags: ["revista"] });
  const records = [deal.id];
  const tags = ["caduca", "Revista"];
  await workspace.inUnit((unit) => act(unit, { action: addTagsAction, parameters: { tags } }, { records }));
  expect((await reread(workspace, deal)).values["tags"]).toEqual(["revista", "caduca"]);
  await workspace.inUnit((unit) =>
    act(unit, { action: removeTagsAction, parameters: { tags: ["REVISTA"] } }, { records }),
  );
  expect((await reread(workspace, deal)).values["tags"]).toEqual(["caduca"]);
});

test("a note is posted by nobody, and an empty one fails", async () => {
  const deal = await buildDeal(workspace);
  const post = (text: string) =>
    workspace.inUnit((unit) =>
      act(unit, { action: postNoteAction, parameters: { text } }, { records: [deal.id] }),
    );
  expect(await post("About {{ deal.title }}")).toEqual([{ status: "done" }]);
  expect(await post("{{ deal.lost_reason }}")).toMatchObject([{ status: "failed", reason: "missing_value" }]);
  expect((await everyRecord(workspace, "note")).map(({ values }) => values)).toMatchObject([
    { text: "About Boiler", record: deal.id, author: null },
  ]);
});

test("several activities are planned at once", async () => {
  const deal = await buildDeal(workspace);
  const lines = [{ summary: "Call", type: "call", owner: "nobody" }];
  const outcome = await workspace.inUnit((unit) =>
    act(unit, { action: planActivitiesAction, parameters: { lines } }, { records: [deal.id] }),
  );
  expect(outcome).toMatchObject([{ status: "failed", reason: "missing_person" }]);
});
