import { afterEach, beforeEach, expect, test } from "vitest";
import { recordOf } from "../records/index.ts";
import { activateAutomation, deactivateAutomation, defineAutomation } from "./automations.service.ts";
import { createEngine, type Engine } from "./engine.ts";
import { workOffJob } from "./jobs/work-off.ts";
import { runRound } from "./round.ts";
import { buildContact } from "./testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

/* One save that reaches more records than it judges itself: two parts of a thousand, and a third. */

const DEALS = 2300;
const LIMITS = { steps: 500, groups: 500, deliveries: 10 };

let home: TestWorkspace;
let engine: Engine;
let contact: string;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(home.workspace);
  contact = (await buildContact(home, {})).id;
  await home.inUnit(async (unit) => {
    const inputs = Array.from({ length: DEALS }, (_, index) => ({
      input: { title: `Deal ${index}`, contact },
    }));
    for (const outcome of await unit.create("deal", inputs)) recordOf(outcome);
  });
  await engine.change(async (context) => {
    const definition = {
      key: "golden",
      name: "Golden",
      object: "deal",
      trigger: { enters: ["contact.category", "is", "gold"] },
      steps: [{ id: "later", wait: { for: "30d" }, do: "archive" }],
    };
    await defineAutomation(context, definition, { publisher: null });
    await activateAutomation(context, "golden", { existing: false });
  });
});
afterEach(() => home.close());

const query = (text: string) =>
  engine.run(({ unit: { tx } }) => tx.query<Record<string, number>>(text.replaceAll("{s}", tx.s)));

const makeGold = () =>
  engine.save(
    async (unit) => void (await unit.update("contact", [{ id: contact, input: { category: "gold" } }])),
  );
const workOff = (each = engine) => each.run((context) => workOffJob(context, { sort: "other" }));
const finish = async (each = engine): Promise<void> => {
  while (await runRound(each, LIMITS));
};

const runs = () =>
  query(`SELECT count(*)::int AS runs, count(DISTINCT record)::int AS records FROM {s}.run`).then(
    ([row]) => row,
  );
const jobs = () =>
  query(`SELECT attempt, jsonb_array_length(task->'ids') AS ids FROM {s}.job ORDER BY run_at, id`);

const waiting = (ids: number) => ({ attempt: 0, ids });

test("what a save leaves of related records are jobs of a thousand each, of which each is done once", async () => {
  await makeGold();
  expect(await runs()).toEqual({ runs: 0, records: 0 });
  expect(await jobs()).toEqual([waiting(1000), waiting(1000), waiting(300)]);
  await workOff();
  expect(await runs()).toEqual({ runs: 1000, records: 1000 });
  expect(await jobs()).toEqual([waiting(1000), waiting(300)]);
  const dying = engine.run(async (context) => {
    await workOffJob(context, { sort: "other" });
    throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
  expect(await jobs()).toEqual([waiting(1000), waiting(300)]);
  const other = createEngine(home.workspace);
  await Promise.all([finish(engine), finish(other)]);
  expect(await runs()).toEqual({ runs: DEALS, records: DEALS });
  expect(await jobs()).toEqual([]);
});

test("two workers take a part each, neither waits for the other", async () => {
  await makeGold();
  const other = createEngine(home.workspace);
  await engine.run(async (context) => {
    await workOffJob(context, { sort: "other" });
    expect(await workOff(other)).toBe(true);
  });
  expect(await runs()).toEqual({ runs: 2000, records: 2000 });
  expect(await jobs()).toEqual([waiting(300)]);
});

test("a part that fails as a whole is tried again by itself, the others are done", async () => {
  await makeGold();
  await engine.run(({ unit: { tx } }) =>
    tx.script(`
      CREATE TABLE ${tx.s}.refused AS
        SELECT jsonb_array_elements_text(task->'ids')::uuid AS id FROM ${tx.s}.job ORDER BY run_at, ${tx.s}.job.id LIMIT 30;
      CREATE FUNCTION ${tx.s}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.record IN (SELECT id FROM ${tx.s}.refused) THEN RAISE EXCEPTION 'no run for this one'; END IF;
        RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${tx.s}.run FOR EACH ROW EXECUTE FUNCTION ${tx.s}.refuse()`),
  );
  await finish();
  expect(await runs()).toEqual({ runs: 1300, records: 1300 });
  expect(await jobs()).toEqual([{ attempt: 1, ids: 1000 }]);
  await query(`DROP TRIGGER refuse ON {s}.run`);
  home.clock.advanceTo(home.clock.now().add({ minutes: 1 }));
  await finish();
  expect(await runs()).toEqual({ runs: DEALS, records: DEALS });
});

test("parts that are due are judged before their automation is switched off", async () => {
  await makeGold();
  await engine.change((context) => deactivateAutomation(context, "golden"));
  expect(await runs()).toEqual({ runs: DEALS, records: DEALS });
});
