import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../../records/index.ts";
import { activateAutomation, defineAutomation } from "../automations.service.ts";
import { createEngine, type Engine } from "../engine.ts";
import { pressAutomation } from "../press.ts";
import { nextRoundAt, runRound } from "../round.ts";
import { buildDeal, buildUser } from "../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../testing/workspace.ts";

/* What cannot be done for one record, whatever is tried: the database refuses its runs. */

const LIMITS = { steps: 500, groups: 500, deliveries: 100 };
/** From the first failure to the last attempt. */
const ALL_ATTEMPTS = { minutes: 1 + 5 + 15 + 60 + 240 };

let home: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(home.workspace);
  await buildUser(home, "admin", { email: "admin@cadencia.test", role: "admin" });
});
afterEach(() => home.close());

const automate = (
  trigger: object,
  { existing = false, ...rest }: { existing?: boolean; enrollment?: object } = {},
) =>
  engine.change(async (context) => {
    const steps = [{ id: "later", wait: { for: "30d" }, do: "archive" }];
    const definition = { key: "all", name: "All", object: "deal", trigger, steps, ...rest };
    await defineAutomation(context, definition, { publisher: null });
    await activateAutomation(context, "all", { existing });
  });

const query = (text: string, values: readonly unknown[] = []) =>
  engine.run(({ unit: { tx } }) => tx.query<Record<string, string>>(text.replaceAll("{s}", tx.s), values));

const refuseRunsOf = async (record: string): Promise<void> => {
  await engine.run(({ unit: { tx } }) =>
    tx.script(`
      CREATE FUNCTION ${tx.s}.refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no run for this one'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${tx.s}.run FOR EACH ROW
        WHEN (NEW.record = '${record}') EXECUTE FUNCTION ${tx.s}.refuse()`),
  );
};

const allowRuns = () => engine.run(({ unit: { tx } }) => tx.script(`DROP FUNCTION ${tx.s}.refuse() CASCADE`));

/** Lets time pass from one thing due to the next. */
const pass = async (time: Temporal.DurationLike): Promise<void> => {
  const until = home.clock.now().add(time);
  for (;;) {
    while (await runRound(engine, LIMITS));
    const next = await nextRoundAt(engine);
    if (next === null || Temporal.Instant.compare(next, until) > 0) break;
    home.clock.advanceTo(next);
  }
  home.clock.advanceTo(until);
};

const records = async (): Promise<string[]> =>
  (await query(`SELECT record FROM {s}.run ORDER BY record`)).map((row) => row["record"] ?? "");
const lines = () => query(`SELECT record, status, reason, detail FROM {s}.run_log`);
const jobs = () => query(`SELECT kind, attempt::text FROM {s}.job`);
const notices = () => query(`SELECT text FROM {s}.notification`);

const givenUp = (record: string | null) => ({
  record,
  status: "not_started",
  reason: "error",
  detail: "no run for this one",
});

test("a date that cannot be fired is tried six times, then shown and told once; it holds up no other", async () => {
  const bad = await buildDeal(home, { close_date: "2026-05-04" });
  const good = await buildDeal(home, { close_date: "2026-05-04" });
  await automate({ date: { field: "close_date", at: "09:00" } });
  await refuseRunsOf(bad.id);
  await pass({ minutes: 90 });
  expect(await records()).toEqual([good.id]);
  expect(await jobs()).toEqual([{ kind: "moment", attempt: "4" }]);
  expect(await lines()).toEqual([]);
  await pass(ALL_ATTEMPTS);
  expect(await jobs()).toEqual([]);
  expect(await lines()).toEqual([givenUp(bad.id)]);
  expect(await notices()).toHaveLength(1);
});

test("a date whose trouble is over in time fires as of its moment", async () => {
  const bad = await buildDeal(home, { close_date: "2026-05-04" });
  await automate({ date: { field: "close_date", at: "09:00" } });
  await refuseRunsOf(bad.id);
  await pass({ minutes: 70 });
  await allowRuns();
  await pass({ hours: 2 });
  expect(await records()).toEqual([bad.id]);
  const [run] = await query(`SELECT base_at FROM {s}.run`);
  expect(Temporal.Instant.from(run?.["base_at"] ?? "").toString()).toBe("2026-05-04T07:00:00Z");
  expect(await lines()).toEqual([]);
});

test("an occurrence of a schedule starts all but the record that fails, and the next one comes", async () => {
  await automate(
    { schedule: { rrule: "FREQ=DAILY", at: "09:00" } },
    { enrollment: { while_active: "restart" } },
  );
  const deals = await Promise.all([1, 2, 3].map(() => buildDeal(home, {})));
  const bad = deals[1]?.id ?? "";
  const others = deals.map(({ id }) => id).filter((id) => id !== bad);
  await refuseRunsOf(bad);
  await pass({ hours: 7 });
  expect(await records()).toEqual(others.toSorted());
  expect(await lines()).toContainEqual(givenUp(bad));
  await pass({ hours: 24 });
  expect(await records()).toEqual([...others, ...others].toSorted());
  expect(await notices()).toHaveLength(1);
});

test("of those who match already all enter but the one that fails, which is shown", async () => {
  const deals = await Promise.all([1, 2, 3].map(() => buildDeal(home, { stage: "sales/proposal" })));
  const bad = deals[1]?.id ?? "";
  await refuseRunsOf(bad);
  await automate({ enters: { stage: "sales/proposal" } }, { existing: true });
  expect(await records()).toEqual(
    deals
      .map(({ id }) => id)
      .filter((id) => id !== bad)
      .toSorted(),
  );
  await pass(ALL_ATTEMPTS);
  expect(await lines()).toEqual([givenUp(bad)]);
  expect(await jobs()).toEqual([]);
});

test("a save whose matching fails for good is shown for the automations that it concerned", async () => {
  await automate({ enters: { stage: "sales/proposal" } });
  const bad = await buildDeal(home, {});
  await refuseRunsOf(bad.id);
  await engine.save(
    async (unit) => void (await unit.update("deal", [{ id: bad.id, input: { stage: "sales/proposal" } }])),
  );
  expect(await jobs()).toEqual([{ kind: "saves", attempt: "0" }]);
  await pass(ALL_ATTEMPTS);
  expect(await lines()).toEqual([givenUp(bad.id)]);
  expect(await notices()).toHaveLength(1);
  expect(await jobs()).toEqual([]);
});

test("a press for all starts all but the record that fails, which is shown", async () => {
  await automate({ manual: true });
  const deals = await Promise.all([1, 2, 3].map(() => buildDeal(home, {})));
  const bad = deals[1]?.id ?? "";
  await refuseRunsOf(bad);
  await engine.run((context) => pressAutomation(context, "all", { record: null, origin: SYSTEM }));
  expect(await records()).toEqual(
    deals
      .map(({ id }) => id)
      .filter((id) => id !== bad)
      .toSorted(),
  );
  await pass(ALL_ATTEMPTS);
  expect(await lines()).toEqual([givenUp(bad)]);
});

test("a press that is tried again when its moment has fired meanwhile starts nothing beside it", async () => {
  const bad = await buildDeal(home, { close_date: "2026-05-05" });
  await automate({ date: { field: "close_date", at: "09:00" } }, { enrollment: { while_active: "restart" } });
  // Half a minute before the moment; the press is tried again half a minute after it.
  home.clock.advanceTo(Temporal.Instant.from("2026-05-05T06:59:30Z"));
  await refuseRunsOf(bad.id);
  await engine.run((context) => pressAutomation(context, "all", { record: null, origin: SYSTEM }));
  expect(await jobs()).toEqual([{ kind: "start", attempt: "1" }]);
  await allowRuns();
  await pass({ minutes: 10 });
  expect(await query(`SELECT status, base_at::text AS base FROM {s}.run`)).toEqual([
    { status: "active", base: "2026-05-05 07:00:00+00" },
  ]);
  expect(await lines()).toEqual([
    { record: bad.id, status: "not_started", reason: "already_ran", detail: null },
  ]);
});
