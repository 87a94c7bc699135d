import { afterEach, beforeEach, expect, test } from "vitest";
import { activateAutomation, defineAutomation } from "../automations.service.ts";
import { createEngine, type Engine } from "../engine.ts";
import { nextRoundAt, runRound } from "../round.ts";
import { nextOverdue } from "./overdue.repo.ts";
import { buildDeal } from "../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../testing/workspace.ts";

const LIMITS = { steps: 500, groups: 1, deliveries: 100 };
const OVERDUE = { event: "activity.overdue" };
const noting = (text: string) => [{ id: "note", do: "post_note", with: { text } }];
const later = [{ id: "later", wait: { for: "30d" }, do: "archive" }];

let home: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(home.workspace);
});
afterEach(() => home.close());

const automate = (key: string, definition: object) =>
  engine.change(async (context) => {
    await defineAutomation(context, { key, ...definition }, { publisher: null });
    await activateAutomation(context, key, { existing: false });
  });

/** Plans an activity in a save that commits when it is let. */
const plan = (
  summary: string,
  {
    due,
    record = null,
    until = Promise.resolve(),
    began = (): void => undefined,
  }: {
    due: string;
    record?: string | null;
    until?: Promise<void>;
    began?: () => void;
  },
) =>
  engine.save(async (unit) => {
    const subject = record === null ? {} : { record: { object: "deal", id: record } };
    await unit.create("activity", [{ input: { summary, type: "call", due, ...subject } }]);
    began();
    await until;
  });

const query = (text: string) =>
  engine.run(({ unit: { tx } }) => tx.query<Record<string, unknown>>(text.replaceAll("{s}", tx.s)));

const to = (time: string): void => home.clock.advanceTo(Temporal.Instant.from(`2026-05-04T${time}Z`));

const work = async (): Promise<void> => {
  while (await runRound(engine, LIMITS));
};

const pass = async (until: string): Promise<void> => {
  const end = Temporal.Instant.from(`2026-05-04T${until}Z`);
  for (;;) {
    await work();
    const next = await nextRoundAt(engine);
    if (next === null || Temporal.Instant.compare(next, end) > 0) break;
    home.clock.advanceTo(next);
  }
  home.clock.advanceTo(end);
};

const reported = async () =>
  (await query(`SELECT payload->>'summary' AS summary FROM {s}.run ORDER BY id`)).map(
    (row) => row["summary"],
  );

test("an activity is missed by no look that came before its save committed", async () => {
  await automate("told", { object: "activity", trigger: OVERDUE, steps: later });
  const held = Promise.withResolvers<void>();
  await plan("quick", { due: "2026-05-04T07:00:05Z" });
  to("07:00:00");
  let slow: Promise<void> = Promise.resolve();
  await new Promise<void>((began) => {
    slow = plan("slow", { due: "2026-05-04T07:00:03Z", until: held.promise, began });
  });
  to("07:00:06");
  await work();
  expect(await reported()).toEqual(["quick"]);
  held.resolve();
  await slow;
  to("07:00:07");
  await work();
  await work();
  expect(await reported()).toEqual(["quick", "slow"]);
});

test("what an overdue activity brings about is tried again, and shown when it failed for good", async () => {
  await automate("told", { object: "activity", trigger: OVERDUE, steps: later });
  await plan("bad", { due: "2026-05-04T07:00:00Z" });
  await plan("good", { due: "2026-05-04T07:00:00Z" });
  await engine.run(({ unit: { tx } }) =>
    tx.script(`
      CREATE FUNCTION ${tx.s}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${tx.s}.run FOR EACH ROW
        WHEN (NEW.payload->>'summary' = 'bad') EXECUTE FUNCTION ${tx.s}.refuse()`),
  );
  await pass("07:00:30");
  expect(await reported()).toEqual(["good"]);
  expect(await query(`SELECT kind, attempt FROM {s}.job`)).toEqual([{ kind: "event", attempt: 1 }]);
  await pass("13:00:00");
  expect(await reported()).toEqual(["good"]);
  expect(await query(`SELECT status, reason, detail FROM {s}.run_log`)).toEqual([
    { status: "not_started", reason: "error", detail: "no" },
  ]);
});

test("after downtime an activity counts as overdue from its due: before the timeout of a step that waits for that", async () => {
  const deal = await buildDeal(home, {});
  await automate("waits", {
    object: "deal",
    trigger: { on: "updated" },
    steps: [
      {
        id: "note",
        wait: { event: "activity.overdue", timeout: "2h" },
        do: "post_note",
        with: { text: "x" },
      },
    ],
  });
  await plan("call", { due: "2026-05-04T07:00:00Z", record: deal.id });
  await engine.save(
    async (unit) => void (await unit.update("deal", [{ id: deal.id, input: { title: "New" } }])),
  );
  await work();
  to("12:00:00");
  await work();
  expect(await query(`SELECT status, happened FROM {s}.run_step`)).toEqual([
    { status: "done", happened: true },
  ]);
});

test("after downtime what became overdue comes before the moments after it", async () => {
  const deal = await buildDeal(home, { close_date: "2026-05-04" });
  await automate("dated", {
    object: "deal",
    trigger: { date: { field: "close_date", at: "10:00" } },
    steps: noting("date"),
  });
  await automate("told", { object: "deal", trigger: OVERDUE, steps: noting("overdue") });
  await plan("call", { due: "2026-05-04T07:00:00Z", record: deal.id });
  to("12:00:00");
  await work();
  expect(await query(`SELECT text FROM {s}.o_note ORDER BY id`)).toEqual([
    { text: "overdue" },
    { text: "date" },
  ]);
});

test("what was switched on after the due, and before anybody was there to tell of it, has not heard", async () => {
  const hearing = { object: "activity", trigger: OVERDUE, steps: later };
  await automate("first", hearing);
  await plan("late", { due: "2026-05-04T07:00:00Z" });
  to("09:00:00");
  await automate("second", hearing);
  await work();
  const runs = await query(
    `SELECT a.key FROM {s}.run r JOIN {s}.automation a ON a.id = r.automation ORDER BY a.key`,
  );
  expect(runs).toEqual([{ key: "first" }]);
  expect(await query(`SELECT reason FROM {s}.run_log`)).toEqual([{ reason: "before_activation" }]);
});

test("an idle worker's look passes over no activities that are done", async () => {
  await automate("told", { object: "activity", trigger: OVERDUE, steps: later });
  const plans = await engine.run(async ({ unit: { tx } }) => {
    await tx.script("SET LOCAL enable_seqscan = off");
    return tx.query<Record<string, string>>(`EXPLAIN SELECT ${nextOverdue(tx.s)}`);
  });
  expect(plans.map((row) => row["QUERY PLAN"]).join("\n")).toContain("using o_activity_overdue");
});
