import { afterEach, beforeEach, expect, test } from "vitest";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/* The database refuses something of one automation, "bad", whatever is tried; "good" is its neighbour. */

const LIMITS = { steps: 500, groups: 500, deliveries: 100 };

let home: TestWorkspace;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
  await home.create("user", [{ name: "Root", email: "root@cadencia.test", role: "admin" }]);
});
afterEach(() => home.close());

const tag = (id: string) => [{ id, do: "add_tags", with: { tags: [id] } }];

const pair = (object: string, trigger: object) =>
  home.automate(
    { key: "bad", object, trigger, steps: tag("bad") },
    { key: "good", object, trigger, steps: tag("good") },
  );

/** Rows of "bad" are refused by a table. */
const refuse = (table: string): Promise<unknown> =>
  home.query(
    `CREATE FUNCTION {s}.refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.automation = (SELECT id FROM {s}.automation WHERE key = 'bad') THEN RAISE EXCEPTION 'not this one'; END IF;
       RETURN NEW; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON {s}.${table} FOR EACH ROW EXECUTE FUNCTION {s}.refuse_${table}()`,
  );
const allow = (table: string) => home.query(`DROP FUNCTION {s}.refuse_${table}() CASCADE`);

const pass = async (time: Temporal.DurationLike): Promise<void> => {
  const until = clock.now().add(time);
  for (let at = clock.now(); Temporal.Instant.compare(at, until) < 0;) {
    at = at.add({ minutes: 30 });
    clock.advanceTo(at);
    for (let round = 0; (await runRound(home.engine, LIMITS)) && round < 200; round += 1);
  }
};

const tags = async (table: string): Promise<string[]> =>
  (await home.query<{ tags: string[] | null }>(`SELECT tags FROM {s}.${table}`))
    .flatMap((row) => row.tags ?? [])
    .toSorted();
const lines = () =>
  home.query(
    `SELECT a.key, l.status, l.reason FROM {s}.run_log l JOIN {s}.automation a ON a.id = l.automation ORDER BY a.key`,
  );
const told = async () =>
  (await home.query<{ text: string }>(`SELECT text FROM {s}.notification`)).map(({ text }) => text);

test("a sweep that fails for one automation arms the others' dates, is told of, and makes up for it", async () => {
  await pair("deal", { date: { field: "close_date", at: "09:00" } });
  await home.create("deal", [{ title: "Boiler", close_date: "2026-06-05" }]);
  await refuse("moment");
  await pass({ hours: 100 });
  expect(await tags("o_deal")).toEqual(["good"]);
  expect(await lines()).toContainEqual({ key: "bad", status: "not_started", reason: "error" });
  expect(await told()).toHaveLength(1);
  await allow("moment");
  await pass({ hours: 5 });
  expect(await tags("o_deal")).toEqual(["bad", "good"]);
});

test("a sweep of an idle automation that fails holds up no other, and makes up for it", async () => {
  await pair("deal", { idle: { for: "5d", of: ["messages"] } });
  await home.create("deal", [{ title: "Boiler" }]);
  await refuse("moment");
  await pass({ hours: 122 });
  expect(await tags("o_deal")).toEqual(["good"]);
  await allow("moment");
  await pass({ hours: 5 });
  expect(await tags("o_deal")).toEqual(["bad", "good"]);
});

test("work of which the admins cannot be told is shown in the log, as is another automation's", async () => {
  await pair("deal", { on: "created" });
  await home.query(`CREATE FUNCTION {s}.no_runs() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no run'; END $$`);
  await home.query(
    `CREATE TRIGGER no_runs BEFORE INSERT ON {s}.run FOR EACH ROW EXECUTE FUNCTION {s}.no_runs()`,
  );
  await refuse("notification");
  await home.create("deal", [{ title: "Boiler" }]);
  await pass({ hours: 7 });
  expect(await home.query(`SELECT 1 FROM {s}.job`)).toEqual([]);
  expect(await lines()).toEqual([
    { key: "bad", status: "not_started", reason: "error" },
    { key: "good", status: "not_started", reason: "error" },
  ]);
  expect(await told()).toHaveLength(1);
});

test("an overdue activity starts each automation by itself", async () => {
  await pair("activity", { event: "activity.overdue" });
  await home.create("activity", [{ summary: "Call", due: "2026-06-01T09:00:00Z" }]);
  await refuse("run");
  await pass({ hours: 2 });
  expect(
    await home.query(`SELECT a.key FROM {s}.run r JOIN {s}.automation a ON a.id = r.automation`),
  ).toEqual([{ key: "good" }]);
  await pass({ hours: 6 });
  expect(await lines()).toEqual([{ key: "bad", status: "not_started", reason: "error" }]);
});

test("activities whose dues cannot be looked at hold up nothing else that time brings", async () => {
  await home.automate(
    { key: "bad", object: "activity", trigger: { event: "activity.overdue" }, steps: tag("bad") },
    {
      key: "good",
      object: "deal",
      trigger: { date: { field: "close_date", at: "09:00" } },
      steps: tag("good"),
    },
  );
  await home.create("activity", [{ summary: "Call", due: "2026-06-01T08:30:00Z" }]);
  await home.create("deal", [{ title: "Boiler", close_date: "2026-06-01" }]);
  await home.query(`CREATE FUNCTION {s}.no() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no'; END $$`);
  await home.query(
    `CREATE TRIGGER no BEFORE UPDATE ON {s}.overdue_watch FOR EACH ROW EXECUTE FUNCTION {s}.no()`,
  );
  clock.advanceTo(Temporal.Instant.from("2026-06-01T09:30:00Z"));
  const errors = new Set<string>();
  for (let round = 0; round < 4; round += 1)
    await runRound(home.engine, LIMITS).catch((error: unknown) => errors.add(String(error)));
  expect([...errors]).toEqual(["error: no"]);
  expect(await tags("o_deal")).toEqual(["good"]);
});
