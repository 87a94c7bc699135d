import { afterEach, beforeEach, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  publishAutomation,
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
