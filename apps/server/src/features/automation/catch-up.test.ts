import { afterEach, beforeEach, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  defineAutomation,
  existing,
  ruleOf,
} from "./automations.service.ts";
import { catchUpAhead } from "./catch-up.ts";
import { createEngine, type Engine } from "./engine.ts";
import { enterExisting } from "./entering/enter-existing.ts";
import { publishAutomation } from "./publishing/publish.ts";
import { nextRoundAt, runRound } from "./round.ts";
import { buildDeal } from "./testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

let home: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(home.workspace);
});
afterEach(() => home.close());

const LIMITS = { steps: 500, groups: 500, deliveries: 100 };
const NOBODY = { publisher: null };
const DATED = { date: { field: "close_date", at: "09:00" } };

const automate = (key: string, trigger: object, rest: object = {}) =>
  engine.change(async (context) => {
    const steps = [{ id: "later", wait: { for: "30d" }, do: "archive" }];
    const definition = { key, object: "deal", trigger, steps, ...rest };
    const { id } = await defineAutomation(context, definition, NOBODY);
    await activateAutomation(context, key, { existing: false });
    return id;
  });

const query = (text: string) =>
  engine.run(({ unit: { tx } }) => tx.query<Record<string, string>>(text.replaceAll("{s}", tx.s)));

/** How many runs each automation has, by version. */
const runs = async () =>
  Object.fromEntries(
    (
      await query(`SELECT a.key || '@' || r.version AS key, count(*)::int AS runs FROM {s}.run r
                     JOIN {s}.automation a ON a.id = r.automation GROUP BY 1 ORDER BY 1`)
    ).map((row) => [row["key"], row["runs"]]),
  );

const publish = (key: string, change: object = { name: "New" }) =>
  engine.change((context) => publishAutomation(context, key, { change, activeRuns: "finish", ...NOBODY }));
const off = (key: string) => engine.change((context) => deactivateAutomation(context, key));
const on = (key: string) => engine.change((context) => activateAutomation(context, key, { existing: false }));

const work = async (): Promise<void> => {
  while (await runRound(engine, LIMITS));
};
const pass = async (time: Temporal.DurationLike): Promise<void> => {
  const until = home.clock.now().add(time);
  for (;;) {
    await work();
    const next = await nextRoundAt(engine);
    if (next === null || Temporal.Instant.compare(next, until) > 0) break;
    home.clock.advanceTo(next);
  }
  home.clock.advanceTo(until);
};

test("publishing does what its own automation has due, and leaves the others' to the workers", async () => {
  await buildDeal(home, { close_date: "2026-05-04", stage: "sales/proposal" });
  await buildDeal(home, { close_date: "2026-05-04", stage: "sales/proposal" });
  await automate("mine", DATED);
  await automate("other", DATED);
  await automate("entering", { enters: { stage: "sales/proposal" } });
  await engine.change(async (context) =>
    enterExisting(context, await ruleOf(context, await existing(context, "entering")), { part: 1 }),
  );
  home.clock.advanceTo(home.clock.now().add({ hours: 2 }));
  await publish("mine");
  expect(await runs()).toEqual({ "mine@1": 2, "entering@1": 1 });
  await work();
  expect(await runs()).toEqual({ "mine@1": 2, "other@1": 2, "entering@1": 2 });
});

test("what is done ahead leaves nothing to do while others wait", async () => {
  await buildDeal(home, { close_date: "2026-05-04" });
  await automate("mine", DATED);
  await automate("other", DATED);
  home.clock.advanceTo(home.clock.now().add({ hours: 2 }));
  await catchUpAhead(engine, ["mine"], { many: true });
  expect(await runs()).toEqual({ "mine@1": 1 });
});

test("of what downtime missed each occurrence has its run before a new version comes", async () => {
  await buildDeal(home, {});
  const now = { steps: [{ id: "now", do: "set", with: { title: "Seen" } }] };
  await automate("daily", { schedule: { rrule: "FREQ=DAILY", at: "09:00" } }, now);
  home.clock.advanceTo(home.clock.now().add({ hours: 72 }));
  await catchUpAhead(engine, ["daily"], { many: true });
  await publish("daily");
  await work();
  expect(await runs()).toEqual({ "daily@1": 3 });
});

test("so it has where its step is a message", async () => {
  await buildDeal(home, {});
  const steps = [{ id: "mail", do: "send_email", with: { to: "a@example.org", subject: "Hi", text: "Hi" } }];
  await automate("daily", { schedule: { rrule: "FREQ=DAILY", at: "09:00" } }, { steps });
  home.clock.advanceTo(home.clock.now().add({ hours: 72 }));
  await catchUpAhead(engine, ["daily"], { many: true });
  await publish("daily");
  await work();
  expect(await runs()).toEqual({ "daily@1": 3 });
});

/** The database refuses runs until that is undone. */
const refuseRuns = () =>
  engine.run(({ unit: { tx } }) =>
    tx.script(`
      CREATE FUNCTION ${tx.s}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${tx.s}.run FOR EACH ROW EXECUTE FUNCTION ${tx.s}.refuse()`),
  );
const allowRuns = () => engine.run(({ unit: { tx } }) => tx.script(`DROP FUNCTION ${tx.s}.refuse() CASCADE`));

test.each([
  ["a new version", () => publish("mine")],
  ["being switched off and on", () => off("mine").then(() => on("mine"))],
])("a moment that waits for its next attempt outlives %s", async (_, change) => {
  await buildDeal(home, { close_date: "2026-05-04" });
  await automate("mine", DATED);
  await refuseRuns();
  await pass({ minutes: 61 });
  await change();
  await allowRuns();
  await pass({ hours: 1 });
  expect(Object.values(await runs())).toEqual([1]);
});

test("a moment that waits for its next attempt rests while its automation is off", async () => {
  await buildDeal(home, { close_date: "2026-05-04" });
  await automate("mine", DATED);
  await refuseRuns();
  await pass({ minutes: 61 });
  await off("mine");
  await allowRuns();
  await pass({ hours: 12 });
  expect(await runs()).toEqual({});
  await on("mine");
  await work();
  expect(await runs()).toEqual({ "mine@1": 1 });
});

test("who was to enter by a job is not taken for one who matched before a new version", async () => {
  const deal = await buildDeal(home, {});
  await automate("sent", { enters: { stage: "sales/proposal" } });
  await refuseRuns();
  await engine.save(
    async (unit) => void (await unit.update("deal", [{ id: deal.id, input: { stage: "sales/proposal" } }])),
  );
  await publish("sent");
  await allowRuns();
  await pass({ hours: 1 });
  expect(await runs()).toEqual({ "sent@2": 1 });
});

test.each([
  ["what was entered", { enters: { stage: "sales/proposal" } }],
  ["what was saved", { on: "updated" }],
])("a save that is matched again is none for what was switched on since: %s", async (_, trigger) => {
  const deal = await buildDeal(home, {});
  await automate("before", { enters: { stage: "sales/proposal" } });
  await refuseRuns();
  await engine.save(
    async (unit) => void (await unit.update("deal", [{ id: deal.id, input: { stage: "sales/proposal" } }])),
  );
  await automate("since", trigger);
  await allowRuns();
  await pass({ hours: 1 });
  expect(await runs()).toEqual({ "before@1": 1 });
});
