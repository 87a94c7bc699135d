import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { recordOf } from "../records/index.ts";
import type { Transport } from "../messaging/index.ts";
import { activateAutomation, defineAutomation } from "./automations.service.ts";
import { createEngine, type Engine } from "./engine.ts";
import { executeDue } from "./execution/execute.ts";
import { runRound } from "./round.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

let home: TestWorkspace;
let engine: Engine;
/** What was done, in its order: notes that stood when something was handed over. */
let handedOver: number[];
beforeEach(async () => {
  handedOver = [];
  home = await buildWorkspace({ start: "2026-05-04T08:00Z" });
  const webhook: Transport = {
    channel: "webhook",
    async handOver() {
      handedOver.push(await notes());
      return { ok: true };
    },
  };
  engine = createEngine(home.workspace, { transports: new Map([["webhook", webhook]]) });
});
afterEach(() => home.close());

const texts = () =>
  engine.run(async ({ unit: { tx } }) => {
    const rows = await tx.query<{ text: string }>(`SELECT text FROM ${tx.s}.o_note ORDER BY id`);
    return rows.map(({ text }) => text);
  });
/** The automations of the runs, in the order in which these began. */
const begun = () =>
  engine.run(async ({ unit: { tx } }) => {
    const rows = await tx.query<{ key: string }>(
      `SELECT a.key FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation ORDER BY r.id`,
    );
    return rows.map(({ key }) => key);
  });
const notes = async () => (await texts()).length;

const round = () => runRound(engine, { steps: 500, groups: 500, deliveries: 100 });

/** Another worker takes the steps that wait in hand, and lets go of them when the function is called. */
const takeInHand = async (): Promise<() => Promise<void>> => {
  const client = await home.workspace.pool.connect();
  await client.query("BEGIN");
  await client.query(`SELECT 1 FROM ${home.workspace.schema}.run_step FOR UPDATE`);
  return async () => {
    await client.query("ROLLBACK");
    client.release();
  };
};

const call = (id: string, later: object = {}) => ({
  id,
  do: "call_webhook",
  with: { url: "https://example.test/" },
  ...later,
});
const note = (id: string, later: object = {}) => ({ id, do: "post_note", with: { text: id }, ...later });

const automate = (key: string, trigger: object, steps: readonly object[]): Promise<void> =>
  engine.change(async (context) => {
    const definition = { key, object: "deal", trigger, steps };
    await defineAutomation(context, definition, { publisher: null });
    await activateAutomation(context, key, { existing: false });
  });

const begin = async (steps: readonly object[]): Promise<void> => {
  await automate("all", { on: "created" }, steps);
  await engine.save(
    async (unit) =>
      void recordOf(
        (await unit.create("deal", [{ input: { title: "Boiler", close_date: "2026-05-04" } }]))[0],
      ),
  );
};

test("what a worker that died had left to be handed over goes before the next step of its record", async () => {
  await begin([call("call"), note("note", { start: "parallel", wait: { for: "1h" } })]);
  await engine.run((context) => executeDue(context, { steps: 1, groups: 1 }));
  home.clock.advanceTo(home.clock.now().add({ hours: 1 }));
  while (await runRound(engine, { steps: 500, groups: 500, deliveries: 100 }));
  expect(handedOver).toEqual([0]);
  expect(await notes()).toBe(1);
});

test("a round hands over no more than it may, with what was left before it", async () => {
  await begin(["one", "two", "three", "four"].map((id) => call(id, { start: "parallel" })));
  for (let step = 0; step < 3; step += 1)
    await engine.run((context) => executeDue(context, { steps: 1, groups: 1 }));
  await runRound(engine, { steps: 500, groups: 500, deliveries: 2 });
  expect(handedOver).toHaveLength(2);
  await runRound(engine, { steps: 500, groups: 500, deliveries: 2 });
  expect(handedOver).toHaveLength(4);
});

describe("after downtime", () => {
  const DATE = { date: { field: "close_date", offset: "0d", at: "12:00" } };
  const TRIGGERS: readonly [string, object][] = [
    ["a date of its record", DATE],
    ["a schedule", { schedule: { rrule: "FREQ=DAILY", at: "12:00" } }],
  ];

  it.each(TRIGGERS)("%s waits for the step before it that another worker has in hand", async (_, trigger) => {
    await automate("timed", trigger, [note("timed")]);
    await begin([
      note("first", { wait: { for: "1h" } }),
      note("last", { start: "parallel", wait: { for: "5h" } }),
    ]);
    home.clock.advanceTo(home.clock.now().add({ hours: 12 }));
    const letGo = await takeInHand();
    const worked = await round();
    const before = await texts();
    await letGo();
    expect({ worked, before }).toEqual({ worked: false, before: [] });
    while (await round());
    expect(await texts()).toEqual(["first", "timed", "last"]);
  });

  it("a step waits for what time was to start for its record before it", async () => {
    await automate("timed", DATE, [note("timed")]);
    await begin([note("later", { wait: { for: "5h" } })]);
    home.clock.advanceTo(home.clock.now().add({ hours: 12 }));
    const limits = { steps: 500, groups: 500, afterMoments: true };
    expect(await engine.run((context) => executeDue(context, limits))).toBe(0);
    while (await round());
    expect(await texts()).toEqual(["timed", "later"]);
  });

  it.each([1, 500])("one worker keeps the order of all records, %i groups at a time", async (groups) => {
    await automate("timed", DATE, [note("timed")]);
    await begin([note("step", { wait: { for: "1h" } })]);
    home.clock.advanceTo(home.clock.now().add({ hours: 8 }));
    await engine.save(async (unit) => void (await unit.create("deal", [{ input: { title: "Pump" } }])));
    home.clock.advanceTo(home.clock.now().add({ hours: 8 }));
    while (await runRound(engine, { steps: 500, groups, deliveries: 100 }));
    expect(await texts()).toEqual(["step", "timed", "step"]);
  });

  it("an overdue activity waits for the steps of its own record, and of no other", async () => {
    await automate("late", { event: "activity.overdue" }, [note("late")]);
    await begin([note("first", { wait: { for: "1h" } })]);
    const letGo = await takeInHand();
    await engine.save(async (unit) => {
      const pump = recordOf((await unit.create("deal", [{ input: { title: "Pump" } }]))[0]);
      const record = { object: "deal", id: pump.id };
      await unit.create("activity", [{ input: { summary: "Call", due: "2026-05-04T12:00Z", record } }]);
    });
    home.clock.advanceTo(home.clock.now().add({ hours: 12 }));
    for (let times = 0; times < 5; times += 1) await round();
    const meanwhile = await texts();
    await letGo();
    expect(meanwhile).toEqual(["first", "late"]);
  });

  it("a date waits for the occurrence before it, which may be about its record, and waits itself", async () => {
    await automate("daily", { schedule: { rrule: "FREQ=DAILY", at: "11:00" } }, [note("daily")]);
    await automate("timed", DATE, [note("timed")]);
    await begin([note("first", { wait: { for: "10m" } })]);
    const letGo = await takeInHand();
    await engine.save(async (unit) => {
      await unit.create("deal", [{ input: { title: "Pump", close_date: "2026-05-04" } }]);
    });
    home.clock.advanceTo(home.clock.now().add({ hours: 12 }));
    for (let times = 0; times < 5; times += 1) await round();
    const meanwhile = await begun();
    await letGo();
    expect(meanwhile).toEqual(["all", "all"]);
    while (await round());
    expect(await begun()).toEqual(["all", "all", "daily", "daily", "timed", "timed"]);
  });

  it("what others have in hand of one record holds up no other", async () => {
    await automate("timed", DATE, [note("timed")]);
    await begin([note("first", { wait: { for: "1h" } })]);
    const letGo = await takeInHand();
    await engine.save(async (unit) => {
      await unit.create("deal", [{ input: { title: "Pump", close_date: "2026-05-04" } }]);
    });
    home.clock.advanceTo(home.clock.now().add({ hours: 12 }));
    for (let times = 0; times < 5; times += 1) await round();
    const meanwhile = await texts();
    await letGo();
    expect(meanwhile).toEqual(["first", "timed"]);
    while (await round());
    expect(await texts()).toEqual(["first", "timed", "first", "timed"]);
  });
});
