import { afterEach, beforeEach, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  finishChangingAhead,
  publishAutomation,
  removeAutomation,
  runRound,
} from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/** More than one transaction takes in hand, whatever the change. */
const RUNS = 1100;
const LIMITS = { steps: 500, groups: 500, deliveries: 10 };

let home: TestWorkspace;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
  await home.automate({ key: "all", object: "deal", trigger: { on: "created" }, steps: [tag("old", "1h")] });
  const titles = Array.from({ length: RUNS }, (_, index) => ({ title: `Deal ${index}` }));
  await home.create("deal", titles);
});
afterEach(() => home.close());

const tag = (id: string, wait: string) => ({ id, wait: { for: wait }, do: "add_tags", with: { tags: [id] } });

const publish = (steps: readonly object[], activeRuns: "move" | "finish") =>
  home.engine.change((context) =>
    publishAutomation(context, "all", { change: { steps } as never, activeRuns, publisher: null }),
  );
const off = () => home.engine.change((context) => deactivateAutomation(context, "all"));
const on = (resume: "shift" | "restart") =>
  home.engine.change((context) => activateAutomation(context, "all", { existing: false, resume }));

const runs = (): Promise<Record<string, number>> =>
  home
    .query<{ what: string; count: number }>(
      `SELECT version || ' ' || status || ' ' || coalesce(reason, '-') AS what, count(*)::int AS count
         FROM {s}.run WHERE automation = (SELECT id FROM {s}.automation WHERE position = 1) GROUP BY 1`,
    )
    .then((rows) => Object.fromEntries(rows.map(({ what, count }) => [what, count])));

const to = (time: string): void => clock.advanceTo(Temporal.Instant.from(`2026-06-01T${time}:00Z`));
const round = () => runRound(home.engine, LIMITS);
const work = async (): Promise<void> => {
  while (await round());
};

/** How many steps stand so, by what they are, how they stand and when they are due. */
const steps = async (): Promise<Record<string, number>> => {
  const rows = await home.query<{ step: string; status: string; at: string | null; count: number }>(
    `SELECT step, status, to_char(run_at AT TIME ZONE 'UTC', 'HH24:MI') AS at, count(*)::int AS count
       FROM {s}.run_step GROUP BY step, status, run_at`,
  );
  return Object.fromEntries(
    rows.map(({ step, status, at, count }) => [`${step} ${status} ${at ?? "-"}`, count]),
  );
};

test(
  "runs that are moved part by part do nothing by the old version meanwhile, though it is due",
  { timeout: 120_000 },
  async () => {
    to("09:00");
    await publish([tag("new", "2h")], "move");
    expect((await steps())["old waiting 09:00"]).toBe(600);
    // A save passes between two parts, and its run is one of the new version.
    await home.create("deal", [{ title: "Another" }]);
    await round();
    expect((await steps())["old waiting 09:00"]).toBe(100);
    // Another worker goes on where the first one stopped.
    while (await runRound(home.peer(), LIMITS));
    const now = await steps();
    expect(now["old cancelled -"]).toBe(RUNS);
    expect(Object.keys(now).some((key) => key.startsWith("old done"))).toBe(false);
    expect(await home.query(`SELECT DISTINCT version FROM {s}.run`)).toEqual([{ version: 2 }]);
    expect(await home.query(`SELECT 1 FROM {s}.job`)).toEqual([]);
  },
);

test(
  "a version that is published before the runs have all been moved to the last one finds them moved",
  { timeout: 120_000 },
  async () => {
    await publish([tag("old", "2h")], "move");
    await publish([tag("old", "3h")], "finish");
    await work();
    expect(await steps()).toEqual({ "old waiting 10:00": RUNS });
    expect(await home.query(`SELECT DISTINCT version FROM {s}.run`)).toEqual([{ version: 2 }]);
  },
);

test(
  "what is due does not run once its automation is off, though not each step has been put to rest yet",
  { timeout: 120_000 },
  async () => {
    to("09:00");
    await off();
    expect(await steps()).toEqual({ "old waiting -": 1000, "old waiting 09:00": 100 });
    await work();
    expect(await steps()).toEqual({ "old waiting -": RUNS });
  },
);

test(
  "steps wait on after a pause, each later by its length, though the next pause begins before all were looked at",
  { timeout: 120_000 },
  async () => {
    to("08:10");
    await off();
    to("08:20");
    await on("shift");
    expect(await steps()).toEqual({ "old waiting 09:10": 1000, "old waiting -": 100 });
    to("08:30");
    await off();
    to("08:50");
    await on("shift");
    await work();
    expect(await steps()).toEqual({ "old waiting 09:30": RUNS });
  },
);

test(
  "a run that cannot be changed holds up no other and is tried again by itself",
  { timeout: 120_000 },
  async () => {
    await home.query(`
      CREATE FUNCTION {s}.refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.run = (SELECT max(id::text)::uuid FROM {s}.run) THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$`);
    await home.query(
      `CREATE TRIGGER refuse BEFORE UPDATE ON {s}.run_step FOR EACH ROW EXECUTE FUNCTION {s}.refuse()`,
    );
    await publish([tag("old", "2h")], "move");
    await work();
    expect(await steps()).toEqual({ "old waiting 10:00": RUNS - 1, "old waiting 09:00": 1 });
    await home.query(`DROP TRIGGER refuse ON {s}.run_step`);
    to("08:01");
    await work();
    expect(await steps()).toEqual({ "old waiting 10:00": RUNS });
  },
);

test(
  "steps of other automations go on while runs are moved, and no step of the one that changes",
  { timeout: 120_000 },
  async () => {
    await home.automate({
      key: "other",
      object: "deal",
      trigger: { on: "updated" },
      steps: [{ ...tag("other", "10m"), id: "other" }],
    });
    const [deal] = await home.query<{ id: string }>(`SELECT id FROM {s}.o_deal ORDER BY id DESC LIMIT 1`);
    await home.engine.save(
      async (unit) => void (await unit.update("deal", [{ id: deal?.id ?? "", input: { title: "Edited" } }])),
    );
    to("09:00");
    await publish([tag("new", "2h")], "move");
    await round();
    const now = await steps();
    expect(now["other done -"]).toBe(1);
    expect(now["old waiting 09:00"]).toBe(100);
    expect(Object.keys(now).some((key) => key.startsWith("old done"))).toBe(false);
  },
);

test(
  "runs are cancelled part by part; none of them does anything more, and whoever is triggered meanwhile starts anew",
  { timeout: 120_000 },
  async () => {
    to("09:00");
    await home.engine.change((context) =>
      publishAutomation(context, "all", {
        change: { trigger: { on: "saved" }, steps: [tag("new", "1h")] } as never,
        activeRuns: "cancel",
        publisher: null,
      }),
    );
    expect(await runs()).toEqual({ "1 exited version_replaced": 1000, "1 active -": 100 });
    const [last] = await home.query<{ id: string }>(`SELECT id FROM {s}.o_deal ORDER BY id DESC LIMIT 1`);
    await home.engine.save(
      async (unit) => void (await unit.update("deal", [{ id: last?.id ?? "", input: { title: "Edited" } }])),
    );
    expect(await runs()).toEqual({
      "1 exited version_replaced": 1001,
      "1 active -": 99,
      "2 active -": 1,
    });
    while (await runRound(home.peer(), LIMITS));
    expect(await runs()).toEqual({ "1 exited version_replaced": RUNS, "2 active -": 1 });
    expect(await steps()).toEqual({ "old cancelled -": RUNS, "new waiting 10:00": 1 });
    expect(await home.query(`SELECT 1 FROM {s}.job`)).toEqual([]);
  },
);

test(
  "discarded runs stand in nobody's way who enters with the reactivation",
  { timeout: 120_000 },
  async () => {
    await home.automate({
      key: "staying",
      object: "deal",
      trigger: { enters: ["title", "starts_with", "Deal"] },
      steps: [tag("stay", "1h")],
    });
    const staying = (existing: boolean, resume: "discard" | "shift") =>
      home.engine.change((context) => activateAutomation(context, "staying", { existing, resume }));
    const stayingOff = () => home.engine.change((context) => deactivateAutomation(context, "staying"));
    await stayingOff();
    await staying(true, "shift");
    await work();
    await stayingOff();
    await work();
    to("08:10");
    await home.query(`UPDATE {s}.member SET since = '2026-06-01T08:05:00Z'`);
    await staying(true, "discard");
    expect((await steps())["stay cancelled -"]).toBe(1000);
    await work();
    const now = await steps();
    expect(now["stay cancelled -"]).toBe(RUNS);
    expect(now["stay waiting 09:10"]).toBe(RUNS);
  },
);

test("a deleted automation does nothing more while its runs end", { timeout: 120_000 }, async () => {
  to("09:00");
  await home.engine.change((context) => removeAutomation(context, "all"));
  expect(await runs()).toEqual({ "1 exited automation_deleted": 1000, "1 active -": 100 });
  await work();
  expect(await runs()).toEqual({ "1 exited automation_deleted": RUNS });
  expect(await steps()).toEqual({ "old cancelled -": RUNS });
});

test(
  "what a pause left to be done is done ahead of the reactivation, beside other people's saves",
  { timeout: 120_000 },
  async () => {
    await off();
    await finishChangingAhead(home.engine, ["all"]);
    expect(await steps()).toEqual({ "old waiting -": RUNS });
  },
);
