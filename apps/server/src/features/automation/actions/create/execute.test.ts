import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { act } from "../../testing/batch.ts";
import { buildContact, buildDeal, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { createAction } from "./execute.ts";

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await buildWorkspace({
    objects: ["visit"],
    fields: {
      visit: [
        { key: "title", label: "Title", type: "text" },
        { key: "day", label: "Day", type: "date" },
        { key: "customer", label: "Customer", type: "relation", to: "contact" },
      ],
    },
  });
});

afterAll(() => workspace.close());

const create = (parameters: ActionParameters<"create">, ...records: (string | null)[]) =>
  workspace.inUnit((unit) => act(unit, { action: createAction, parameters }, { records }));

const check = (parameters: ActionParameters<"create">) =>
  workspace.inUnit(async ({ catalog }) =>
    createAction.check?.(parameters, {
      catalog,
      object: "deal",
      templates: new Set(),
      userNamed: () => null,
    }),
  );

describe("create", () => {
  test("makes a record of any object, its fields rendered, counted and copied", async () => {
    const ana = await buildUser(workspace, "ana");
    const pedro = await buildContact(workspace);
    const deal = await buildDeal(workspace, { contact: pedro.id, owner: ana.id });
    const values = {
      title: "Visit {{ contact.name }}",
      day: { for: "2d" },
      customer: { field: "contact" },
      owner: "owner",
    };
    expect(await create({ object: "visit", set: values }, deal.id)).toEqual([{ status: "done" }]);
    expect((await everyRecord(workspace, "visit")).map((visit) => visit.values)).toMatchObject([
      { title: "Visit Pedro", day: "2026-05-06", customer: pedro.id, owner: ana.id },
    ]);
  });

  test("stands on the run's record where it can", async () => {
    const deal = await buildDeal(workspace);
    await create({ object: "note", set: { text: "Hello" } }, deal.id);
    expect((await everyRecord(workspace, "note"))[0]?.values).toMatchObject({
      record: deal.id,
      record__object: "deal",
    });
  });

  test("needs no record", async () => {
    expect(await create({ object: "deal", set: { title: "From nowhere", stage: "won" } }, null)).toEqual([
      { status: "done" },
    ]);
    const deal = (await everyRecord(workspace, "deal")).find(
      ({ values }) => values["title"] === "From nowhere",
    );
    expect(deal?.values).toMatchObject({ stage: "sales/won" });
  });

  test("is refused when saved for an unknown object or field", async () => {
    expect(await check({ object: "visits" })).toMatchObject([{ code: "unknown_object" }]);
    expect(await check({ object: "visit", set: { titel: "x" } })).toMatchObject([
      { field: "set.titel", code: "unknown_field" },
    ]);
  });
});
