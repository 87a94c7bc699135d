import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act, type ActOptions } from "../../testing/batch.ts";
import { buildContact, buildDeal, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { createTaskAction } from "./execute.ts";

let workspace: TestWorkspace;
let ana: string;

beforeAll(async () => {
  workspace = await buildWorkspace();
  ana = (await buildUser(workspace, "ana")).id;
});

afterAll(() => workspace.close());

const create = (
  parameters: { title: string; due?: string; owner?: string; type?: string; note?: string },
  options: ActOptions,
) => workspace.inUnit((unit) => act(unit, { action: createTaskAction, parameters }, options));

const taskCalled = async (title: string) =>
  (await everyRecord(workspace, "task")).find((task) => task.values["title"] === title)?.values;

describe("create_task", () => {
  test("stands on the record, and counts for the deal that it is", async () => {
    const deal = await buildDeal(workspace);
    await create(
      { title: "Call {{ deal.title }}", owner: "ana", due: "2d", type: "call", note: "{{ deal.title }}" },
      { records: [deal.id] },
    );
    expect(await taskCalled("Call Boiler")).toMatchObject({
      record: deal.id,
      record__object: "deal",
      deal: deal.id,
      contact: null,
      owner: ana,
      type: "call",
      note: "Boiler",
      due: "2026-05-06T07:00:00Z",
      state: "open",
      done: false,
    });
  });

  test("counts for the contact that its record is, and needs no due", async () => {
    const pedro = await buildContact(workspace, { owner: ana });
    await create({ title: "Write" }, { object: "contact", records: [pedro.id] });
    expect(await taskCalled("Write")).toMatchObject({ contact: pedro.id, deal: null, due: null, owner: ana });
  });

  test("needs no record", async () => {
    expect(await create({ title: "Look", owner: "ana" }, { records: [null] })).toEqual([{ status: "done" }]);
    expect(await taskCalled("Look")).toMatchObject({ record: null, owner: ana });
  });

  test("bears the step that made it", async () => {
    const deal = await buildDeal(workspace);
    await create({ title: "Traced", owner: "ana" }, { records: [deal.id] });
    const save = workspace.saves.find(({ after }) => after.values["title"] === "Traced");
    expect(save?.origin.cause?.depth).toBe(1);
    expect(save?.after.values["created_by"]).toBeNull();
  });
});
