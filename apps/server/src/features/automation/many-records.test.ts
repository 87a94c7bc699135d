import { afterEach, beforeEach, expect, test } from "vitest";
import { activateAutomation, deactivateAutomation, defineAutomation } from "./automations.service.ts";
import { createEngine, type Engine } from "./engine.ts";
import { fireDue } from "./fire.ts";
import { pressAutomation } from "./press.ts";
import { publishAutomation } from "./publishing/publish.ts";
import { runRound } from "./round.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";
import { recordOf, SYSTEM } from "../records/index.ts";

const DEALS = 2300;
const LIMITS = { steps: 10, groups: 10, deliveries: 10 };

let workspace: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  workspace = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(workspace.workspace);
  await workspace.inUnit(async (unit) => {
    const inputs = Array.from({ length: DEALS }, (_, index) => ({ input: { title: `Deal ${index}` } }));
    for (const outcome of await unit.create("deal", inputs)) recordOf(outcome);
  });
});
afterEach(() => workspace.close());

const automate = async (trigger: object): Promise<void> => {
  const steps = [{ id: "later", wait: { for: "1d" }, do: "archive" }];
  await engine.change(async (context) => {
    await defineAutomation(context, { key: "all", object: "deal", trigger, steps }, { publisher: null });
    await activateAutomation(context, "all", { existing: false });
  });
};

const NINE = Temporal.Instant.from("2026-05-04T07:00:00Z");

/** How many runs there are, for how many records, and the instants that they count from. */
const runs = () =>
  engine.run(async ({ unit: { tx } }) => {
    const rows = await tx.query<{ record: string; base: string }>(
      `SELECT record, base_at AS base FROM ${tx.s}.run`,
    );
    return {
      count: rows.length,
      records: new Set(rows.map((row) => row.record)).size,
      bases: [...new Set(rows.map((row) => Temporal.Instant.from(row.base).toString()))],
    };
  });

const finish = async (each = engine): Promise<void> => {
  while (await runRound(each, LIMITS));
};

const press = () =>
  engine.run((context) => pressAutomation(context, "all", { record: null, origin: SYSTEM }));

test("an occurrence starts its runs by the thousand, each part in a transaction of its own", async () => {
  await automate({ schedule: { rrule: "FREQ=DAILY", at: "09:00" } });
  workspace.clock.advanceTo(NINE);
  expect(await engine.run(fireDue)).toEqual({ count: 1, rest: true });
  expect((await runs()).count).toBe(1000);
  workspace.clock.advanceTo(NINE.add({ minutes: 5 }));
  expect(await engine.run(fireDue)).toEqual({ count: 1, rest: true });
  expect((await runs()).count).toBe(2000);
  await finish();
  expect(await runs()).toEqual({ count: DEALS, records: DEALS, bases: [NINE.toString()] });
});

test("a worker that dies in the middle of a part leaves it to the next, and nobody starts twice", async () => {
  await automate({ schedule: { rrule: "FREQ=DAILY", at: "09:00" } });
  workspace.clock.advanceTo(NINE);
  await engine.run(fireDue);
  const dying = engine.run(async (context) => {
    await fireDue(context);
    throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
  expect((await runs()).count).toBe(1000);
  const other = createEngine(workspace.workspace);
  await Promise.all([finish(engine), finish(other)]);
  expect(await runs()).toEqual({ count: DEALS, records: DEALS, bases: [NINE.toString()] });
});

test("a press for all starts a thousand at once and leaves the others to the workers, as of the press", async () => {
  await automate({ manual: true });
  const pressed = workspace.clock.now();
  await press();
  expect((await runs()).count).toBe(1000);
  workspace.clock.advanceTo(pressed.add({ minutes: 1 }));
  await finish();
  expect(await runs()).toEqual({ count: DEALS, records: DEALS, bases: [pressed.toString()] });
});

test("two who press at once press twice: each record is asked for once by each, and starts once", async () => {
  await automate({ manual: true });
  await Promise.all([press(), press()]);
  await finish();
  expect(await runs()).toMatchObject({ count: DEALS, records: DEALS });
});

test("switched off, an automation starts no more of what was pressed; the rest follows when it is on again", async () => {
  await automate({ manual: true });
  const pressed = workspace.clock.now();
  await press();
  await engine.change((context) => deactivateAutomation(context, "all"));
  await finish();
  expect(await runs()).toMatchObject({ count: 1000 });
  workspace.clock.advanceTo(pressed.add({ minutes: 7 }));
  await engine.change((context) => activateAutomation(context, "all", { existing: false }));
  await finish();
  expect(await runs()).toEqual({
    count: DEALS,
    records: DEALS,
    bases: [pressed.toString(), pressed.add({ minutes: 7 }).toString()],
  });
});

test("a new version leaves nothing of what was pressed before to itself", async () => {
  await automate({ manual: true });
  await press();
  await engine.change((context) =>
    publishAutomation(context, "all", { change: { name: "New" }, activeRuns: "finish", publisher: null }),
  );
  expect(await runs()).toMatchObject({ count: DEALS, records: DEALS });
});

test("two schedules of one instant never share a transaction", async () => {
  await automate({ schedule: { rrule: "FREQ=DAILY", at: "09:00" } });
  await engine.change(async (context) => {
    const steps = [{ id: "later", wait: { for: "1d" }, do: "archive" }];
    const trigger = { schedule: { rrule: "FREQ=DAILY", at: "09:00" } };
    await defineAutomation(context, { key: "too", object: "deal", trigger, steps }, { publisher: null });
    await activateAutomation(context, "too", { existing: false });
  });
  workspace.clock.advanceTo(NINE);
  await engine.run(fireDue);
  expect((await runs()).count).toBe(1000);
  await finish();
  expect(await runs()).toMatchObject({ count: 2 * DEALS, records: DEALS });
});
