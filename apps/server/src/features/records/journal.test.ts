import { afterEach, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../../platform/workspace/index.ts";
import { readAsOf, readChanges } from "../../platform/journal/index.ts";
import { buildDeal } from "../automation/testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../automation/testing/workspace.ts";
import { SYSTEM } from "./save.ts";

let home: TestWorkspace;
beforeEach(async () => {
  home = await buildWorkspace();
});
afterEach(() => home.close());

test("a record is read as of any of its saves, and is nothing before it was made and while it is deleted", async () => {
  const deal = await buildDeal(home, { title: "Boiler", amount: 100 });
  await home.inUnit((unit) => unit.update("deal", [{ id: deal.id, input: { amount: 200, stage: "won" } }]));
  await home.inUnit((unit) => unit.setDeleted("deal", [deal.id], { deleted: true, origin: SYSTEM }));
  await home.inUnit((unit) => unit.setDeleted("deal", [deal.id], { deleted: false, origin: SYSTEM }));
  await inTransaction(home.workspace, async (tx) => {
    const changes = await readChanges(tx, deal.id);
    expect(changes.map((change) => change.kind)).toEqual(["created", "updated", "deleted", "restored"]);
    const [made = 0, won = 0, gone = 0, back = 0] = changes.map((change) => change.seq);
    expect(await readAsOf(tx, deal.id, made - 1)).toBeNull();
    expect(await readAsOf(tx, deal.id, made)).toMatchObject({
      title: "Boiler",
      amount: "100",
      stage: "sales/new",
    });
    expect(await readAsOf(tx, deal.id, won)).toMatchObject({
      title: "Boiler",
      amount: "200",
      stage: "sales/won",
    });
    expect(await readAsOf(tx, deal.id, gone)).toBeNull();
    expect(await readAsOf(tx, deal.id, back)).toMatchObject({ amount: "200", stage: "sales/won" });
  });
});

test("a save says who, when, what was and what became, and nothing that did not change", async () => {
  const deal = await buildDeal(home, { title: "Boiler", amount: 100 });
  await home.inUnit((unit) =>
    unit.update("deal", [{ id: deal.id, input: { amount: 200, title: "Boiler" } }]),
  );
  const [, change] = await inTransaction(home.workspace, (tx) => readChanges(tx, deal.id));
  expect(change).toMatchObject({
    object: "deal",
    before: { amount: "100" },
    after: { amount: "200" },
    actor: null,
  });
  expect(change?.at).toBe(home.clock.now().toString());
});
