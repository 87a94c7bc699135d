import { afterEach, beforeEach, expect, test } from "vitest";
import { createField } from "../../apps/server/src/features/objects/objects.service.ts";
import { changeModel } from "../../apps/server/src/features/objects/change-model.ts";
import { recordOf } from "../../apps/server/src/features/records/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/* A save begins with the configuration that its process saw last, while another process may have changed it. */

let home: TestWorkspace;
beforeEach(async () => void (home = await openWorkspace()));
afterEach(() => home.close());

test("a save by a field that another process has just added is not refused", async () => {
  const other = home.peer();
  await other.save(async (unit) => recordOf((await unit.create("deal", [{ input: { title: "One" } }]))[0]));
  await changeModel(home.workspace, (tx) => createField(tx, "deal", { key: "serial", type: "text" }));
  const saved = await other.save(async (unit) =>
    recordOf((await unit.create("deal", [{ input: { title: "Two", serial: "A1" } }]))[0]),
  );
  expect(saved.values["serial"]).toBe("A1");
});

test("a save that touches nothing after the configuration changed commits, and nothing is left of it", async () => {
  const other = home.peer();
  await other.save(async () => {});
  await changeModel(home.workspace, (tx) => createField(tx, "deal", { key: "serial", type: "text" }));
  expect(
    await other.save(async ({ catalog }) => catalog.model.objects.get("deal")?.fields.has("serial")),
  ).toBe(true);
});

test("an automation that another process has just switched on hears the save", async () => {
  const other = home.peer();
  const [deal] = await home.create("deal", [{ title: "Boiler", amount: 10 }]);
  await other.save(async (unit) =>
    recordOf((await unit.update("deal", [{ id: deal?.id ?? "", input: { amount: 20 } }]))[0]),
  );
  await home.automate({
    key: "large",
    object: "deal",
    trigger: { enters: ["amount", "gt", 1000] },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["large"] } }],
  });
  await other.save(async (unit) =>
    recordOf((await unit.update("deal", [{ id: deal?.id ?? "", input: { amount: 5000 } }]))[0]),
  );
  expect(await home.query(`SELECT status FROM {s}.run`)).toEqual([{ status: "active" }]);
});
