import { afterAll, beforeAll, expect, test } from "vitest";
import { pressAutomation, type Engine } from "../../apps/server/src/features/automation/index.ts";
import { recordOf, type Input, type SaveUnit } from "../../apps/server/src/features/records/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { interleave, ORDERS } from "../testkit/interleave.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

let home: TestWorkspace;
let other: Engine;
beforeAll(async () => {
  home = await openWorkspace({ clock: new VirtualClock(Temporal.Instant.from("2026-06-02T08:00:00Z")) });
  other = home.peer();
});
afterAll(() => home.close());

const one = async (object: string, input: Input): Promise<string> =>
  (await home.create(object, [input]))[0]?.id ?? "";

const edit =
  (object: string, id: string, input: Input) =>
  async ({ unit }: { unit: SaveUnit }): Promise<void> => {
    recordOf((await unit.update(object, [{ id, input }]))[0]);
  };

const sequence = (key: string, trigger: unknown) => ({
  key,
  object: "deal",
  trigger,
  enrollment: { group: "one at a time" },
  steps: [{ id: "tag", wait: { for: "1d" }, do: "add_tags", with: { tags: [key] } }],
});

const activeRuns = (record: string) =>
  home.query(`SELECT id FROM {s}.run WHERE record = '${record}' AND status = 'active'`);

const refusals = (record: string) =>
  home.query(`SELECT reason FROM {s}.run_log WHERE record = '${record}' AND status = 'not_started'`);

test(
  "of two related records saved at once, each of which starts a run of the group, one starts it",
  { timeout: 60_000 },
  async () => {
    await home.automate(sequence("by-contact", { enters: ["contact.category", "is", "gold"] }));
    await home.automate(sequence("by-company", { enters: ["company.category", "is", "gold"] }));
    for (const order of ORDERS) {
      const contact = await one("contact", { first_name: "Pedro" });
      const company = await one("company", { name: "ACME" });
      const deals = [];
      for (const title of ["One", "Two", "Three"]) deals.push(await one("deal", { title, contact, company }));
      await interleave(home, order, {
        a: { engine: home.engine, kind: "save", work: edit("contact", contact, { category: "gold" }) },
        b: { engine: other, kind: "save", work: edit("company", company, { category: "gold" }) },
      });
      for (const deal of deals) {
        expect({ order, active: (await activeRuns(deal)).length }).toEqual({ order, active: 1 });
        expect(await refusals(deal)).toEqual([{ reason: "exclusive_group" }]);
      }
    }
  },
);

test("ten who press two buttons of a group at once start one run", { timeout: 60_000 }, async () => {
  await home.automate(sequence("left", { manual: true }));
  await home.automate(sequence("right", { manual: true }));
  const deal = await one("deal", { title: "Boiler" });
  const origin = { actor: null, cause: null, runAutomations: true };
  const press = (engine: Engine, key: string) =>
    engine.run((context) => pressAutomation(context, key, { record: deal, origin }));
  await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      press(index % 2 === 0 ? home.engine : other, index % 3 === 0 ? "left" : "right"),
    ),
  );
  expect(await activeRuns(deal)).toHaveLength(1);
  const reasons = (await refusals(deal)).map(({ reason }) => reason);
  expect(reasons).toContain("exclusive_group");
  expect(reasons.filter((reason) => reason === "exclusive_group").length).toBeGreaterThan(2);
});
