import { afterEach, beforeEach, expect, test } from "vitest";
import { publishAutomation, runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/*
 * Matching cannot read what a filter asks for: the table of contacts is away for a while. It is a cause that no
 * retry of the transaction removes.
 */

const LIMITS = { steps: 500, groups: 500, deliveries: 100 };

let home: TestWorkspace;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-02T08:00:00Z"));
  home = await openWorkspace({ clock });
});
afterEach(() => home.close());

const breakMatching = () => home.query(`ALTER TABLE {s}.o_contact RENAME TO away`);
const repair = () => home.query(`ALTER TABLE {s}.away RENAME TO o_contact`);

const GOLDEN = {
  key: "golden",
  object: "deal",
  trigger: {
    enters: [
      ["amount", "gt", 1000],
      ["contact.category", "is", "gold"],
    ],
  },
  steps: [{ id: "tag", do: "add_tags", with: { tags: ["golden"] } }],
};

const prepare = async () => {
  const [contact] = await home.create("contact", [{ first_name: "Pedro", category: "gold" }]);
  const [deal] = await home.create("deal", [{ title: "Boiler", amount: 10, contact: contact?.id }]);
  return deal?.id ?? "";
};

/** Works as a worker does: a round that fails is tried again after a while. */
const work = async (): Promise<void> => {
  for (let round = 0; round < 20; round += 1) {
    const busy = await runRound(home.engine, LIMITS).catch(() => true);
    if (!busy) return;
  }
};

const tagsOf = async (deal: string) =>
  (await home.query<{ tags: string[] | null }>(`SELECT tags FROM {s}.o_deal WHERE id = $1`, [deal]))[0]
    ?.tags ?? [];

const jobs = () => home.query(`SELECT kind, attempt FROM {s}.job`);

test("a save whose matching fails stands, and is matched as soon as that works again", async () => {
  await home.automate(GOLDEN);
  const deal = await prepare();
  await breakMatching();
  const saved = await home.update("deal", deal, { amount: 5000 });
  expect(saved.values["amount"]).toBe("5000");
  expect(await home.query(`SELECT amount::text, version FROM {s}.o_deal WHERE id = $1`, [deal])).toEqual([
    { amount: "5000", version: 2 },
  ]);
  expect(
    await home.query(
      `SELECT after->>'amount' AS amount FROM {s}.change WHERE record = $1 ORDER BY seq DESC LIMIT 1`,
      [deal],
    ),
  ).toEqual([{ amount: "5000" }]);
  expect(await home.query(`SELECT id FROM {s}.run`)).toEqual([]);
  expect(await jobs()).toEqual([{ kind: "saves", attempt: 0 }]);

  await work();
  await repair();
  clock.advanceTo(clock.now().add({ hours: 1 }));
  await work();
  expect(await tagsOf(deal)).toEqual(["golden"]);
  expect(await jobs()).toEqual([]);
  expect(await home.query(`SELECT status FROM {s}.run`)).toEqual([{ status: "completed" }]);
});

test("who entered by a related record's save is not forgotten for a version that is published before it is matched", async () => {
  await home.automate(GOLDEN);
  const [contact] = await home.create("contact", [{ first_name: "Eva", category: "silver" }]);
  const [deal] = await home.create("deal", [{ title: "Roof", amount: 5000, contact: contact?.id }]);
  await home.query(`CREATE FUNCTION {s}.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no run'; END $$`);
  await home.query(
    `CREATE TRIGGER refuse BEFORE INSERT ON {s}.run FOR EACH ROW EXECUTE FUNCTION {s}.refuse()`,
  );
  await home.update("contact", contact?.id ?? "", { category: "gold" });
  expect(await jobs()).toEqual([{ kind: "saves", attempt: 0 }]);
  const steps = [{ id: "tag", do: "add_tags", with: { tags: ["second"] } }];
  await home.engine.change((context) =>
    publishAutomation(context, "golden", {
      change: { steps } as never,
      activeRuns: "finish",
      publisher: null,
    }),
  );
  await home.query(`DROP FUNCTION {s}.refuse() CASCADE`);
  clock.advanceTo(clock.now().add({ hours: 1 }));
  await work();
  expect(await tagsOf(deal?.id ?? "")).toEqual(["second"]);
});

test("a job that fails again and again holds up nothing else", async () => {
  await home.automate(GOLDEN, {
    key: "noted",
    object: "company",
    trigger: { on: "created" },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["noted"] } }],
  });
  const deal = await prepare();
  await breakMatching();
  await home.update("deal", deal, { amount: 5000 });
  await home.create("company", [{ name: "Acme" }]);
  await work();
  expect(await home.query(`SELECT tags FROM {s}.o_company`)).toEqual([{ tags: ["noted"] }]);
  const [job] = await jobs();
  expect(Number(job?.["attempt"])).toBeGreaterThan(0);
  await repair();
});

test("a record that has changed since is judged as it is now", async () => {
  await home.automate(GOLDEN);
  const deal = await prepare();
  await breakMatching();
  await home.update("deal", deal, { amount: 5000 });
  await repair();
  await home.update("deal", deal, { amount: 20 });
  clock.advanceTo(clock.now().add({ hours: 1 }));
  await work();
  expect(await home.query(`SELECT record FROM {s}.member`)).toEqual([]);
  expect(await home.query(`SELECT id FROM {s}.run WHERE status = 'active'`)).toEqual([]);
  expect(await tagsOf(deal)).toEqual([]);
});

test("what an automation of the save's own would have started starts once, later", async () => {
  await home.automate(GOLDEN, {
    key: "raised",
    object: "deal",
    trigger: { on: "updated", fields: ["amount"] },
    when: [["amount", "increased_by", "50%"]],
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["raised"] } }],
  });
  const deal = await prepare();
  await breakMatching();
  await home.update("deal", deal, { amount: 5000 });
  await repair();
  clock.advanceTo(clock.now().add({ hours: 1 }));
  await work();
  expect((await tagsOf(deal)).toSorted()).toEqual(["golden", "raised"]);
  expect(await home.query(`SELECT count(*)::int AS runs FROM {s}.run`)).toEqual([{ runs: 2 }]);
});

test("a moment that cannot be judged waits, holds up no other, and fires when it can be", async () => {
  await home.automate({
    key: "golden-visit",
    object: "deal",
    trigger: { date: { field: "close_date" } },
    when: ["contact.category", "is", "gold"],
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["visit"] } }],
  });
  await home.automate({
    key: "any-visit",
    object: "project",
    trigger: { date: { field: "created_at", offset: "1d" } },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["asked"] } }],
  });
  const deal = await prepare();
  const [project] = await home.create("project", [{ name: "Pump" }]);
  await home.update("deal", deal, { close_date: "2026-06-03" });
  await breakMatching();
  clock.advanceTo(Temporal.Instant.from("2026-06-03T09:00:00Z"));
  await work();
  const [asked] = await home.query<{ tags: string[] }>(`SELECT tags FROM {s}.o_project WHERE id = $1`, [
    project?.id,
  ]);
  expect(asked?.tags).toEqual(["asked"]);
  expect(await tagsOf(deal)).toEqual([]);

  await repair();
  clock.advanceTo(Temporal.Instant.from("2026-06-03T12:00:00Z"));
  await work();
  expect(await tagsOf(deal)).toEqual(["visit"]);
  expect(await home.query(`SELECT 1 FROM {s}.moment`)).toEqual([]);
});

/** Amounts saved one after the other, a minute apart; matching fails for those in brackets. */
const saveAmounts = async (deal: string, amounts: readonly (number | readonly [number])[]): Promise<void> => {
  for (const amount of amounts) {
    clock.advanceTo(clock.now().add({ minutes: 1 }));
    const fails = typeof amount !== "number";
    if (fails) await breakMatching();
    await home.update("deal", deal, { amount: fails ? amount[0] : amount });
    if (fails) await repair();
  }
};

const runs = () => home.query(`SELECT status, reason FROM {s}.run ORDER BY id`);

const WAITING = { ...GOLDEN, steps: [{ ...GOLDEN.steps[0], wait: { for: "1d" } }] };

test("who left while matching failed, and came back before it was done again, has entered anew", async () => {
  await home.automate(WAITING);
  const deal = await prepare();
  await saveAmounts(deal, [5000, [20], 6000]);
  await work();
  expect(await runs()).toEqual([
    { status: "exited", reason: "left_criterion" },
    { status: "active", reason: null },
  ]);
});

test("so it is where the record alone decides, and another automation's matching failed", async () => {
  await home.automate({ ...WAITING, trigger: { enters: ["amount", "gt", 1000] } });
  await home.automate({ ...WAITING, key: "other" });
  const deal = await prepare();
  await saveAmounts(deal, [5000, [20], 6000]);
  await work();
  const own = await home.query(
    `SELECT r.status, r.reason FROM {s}.run r JOIN {s}.automation a ON a.id = r.automation
      WHERE a.key = 'golden' ORDER BY r.id`,
  );
  expect(own).toEqual([
    { status: "exited", reason: "left_criterion" },
    { status: "active", reason: null },
  ]);
});

test("a run that started after the save whose matching failed is not ended by that save", async () => {
  await home.automate(WAITING);
  const deal = await prepare();
  await saveAmounts(deal, [5000, [20], 6000, 20, 6000]);
  await work();
  expect(await runs()).toEqual([
    { status: "exited", reason: "left_criterion" },
    { status: "active", reason: null },
  ]);
});

test("a goal that was reached while matching failed ends the run, though it is reached no more", async () => {
  await home.automate({
    ...WAITING,
    trigger: { enters: ["contact.category", "is", "gold"] },
    enrollment: {
      exit: {
        when: [
          ["amount", "gt", 1000],
          ["contact.first_name", "is_set"],
        ],
      },
    },
  });
  const deal = await prepare();
  await saveAmounts(deal, [[5000], 20]);
  await work();
  expect(await runs()).toEqual([{ status: "exited", reason: "goal_reached" }]);
});

test("a save stands when nobody can become a member, and nothing fails unheard", async () => {
  await home.automate({ ...WAITING, trigger: { enters: ["amount", "gt", 1000] } });
  const deal = await prepare();
  await home.query(`ALTER TABLE {s}.member RENAME TO no_member`);
  const saved = await home.update("deal", deal, { amount: 5000 });
  expect(saved.values["amount"]).toBe("5000");
  expect(await jobs()).toEqual([{ kind: "saves", attempt: 0 }]);
  await home.query(`ALTER TABLE {s}.no_member RENAME TO member`);
  await work();
  expect(await runs()).toEqual([{ status: "active", reason: null }]);
});
