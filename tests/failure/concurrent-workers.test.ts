import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executeDue } from "../../apps/server/src/features/automation/execution/execute.ts";
import {
  runRound,
  type AutomationContext,
  type Engine,
} from "../../apps/server/src/features/automation/index.ts";
import { recordOf, type Input, type SaveUnit } from "../../apps/server/src/features/records/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { interleave, ORDERS } from "../testkit/interleave.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const START = Temporal.Instant.from("2026-06-02T08:00:00Z");
const LIMITS = { steps: 500, groups: 500, deliveries: 100 };
const QUIET = 200;

let home: TestWorkspace;
let other: Engine;
let clock: VirtualClock;
beforeAll(async () => {
  clock = new VirtualClock(START);
  home = await openWorkspace({ clock });
  other = home.peer();
});
afterAll(() => home.close());

const one = async (object: string, input: Input): Promise<string> => {
  const [record] = await home.create(object, [input]);
  return record?.id ?? "";
};

const edit =
  (object: string, id: string, input: Input) =>
  async ({ unit }: { unit: SaveUnit }): Promise<void> => {
    recordOf((await unit.update(object, [{ id, input }]))[0]);
  };

const execute = (context: AutomationContext) => executeDue(context, LIMITS);

/** Works until nothing is due; a worker that never comes to rest has something that it cannot end. */
const rest = async (...engines: readonly Engine[]): Promise<void> => {
  for (let round = 0; round < QUIET; round += 1) {
    const busy = await Promise.all(engines.map((engine) => runRound(engine, LIMITS)));
    if (!busy.includes(true)) return;
  }
  throw new Error(`the workers did not come to rest in ${QUIET} rounds`);
};

const strays = () =>
  home.query(
    `SELECT r.status AS run, s.step, s.status FROM {s}.run_step s JOIN {s}.run r ON r.id = s.run
      WHERE (r.status <> 'active' AND s.status IN ('waiting', 'sending'))
         OR (r.status = 'active' AND NOT EXISTS (
              SELECT 1 FROM {s}.run_step o WHERE o.run = r.id AND o.status IN ('waiting', 'sending')))`,
  );

const sequence = (key: string) => ({
  key,
  object: "deal",
  trigger: {
    enters: [
      ["amount", "gt", 1000],
      ["contact.category", "is", "gold"],
    ],
  },
  steps: [
    { id: "first", do: "add_tags", with: { tags: ["first"] } },
    { id: "second", do: "add_tags", with: { tags: ["second"] } },
  ],
});
const prepare = async () => {
  const contact = await one("contact", { first_name: "Pedro", category: "gold" });
  return { contact, deal: await one("deal", { title: "Boiler", contact, amount: 5000 }) };
};

describe("a save that ends a run while a worker executes its step", () => {
  test("by a related record: nothing of the run is left waiting", { timeout: 60_000 }, async () => {
    await home.automate(sequence("related-ends"));
    for (const order of ORDERS) {
      const { contact } = await prepare();
      await interleave(home, order, {
        a: { engine: home.engine, kind: "run", work: execute },
        b: { engine: other, kind: "save", work: edit("contact", contact, { category: "silver" }) },
      });
      expect({ order, strays: await strays() }).toEqual({ order, strays: [] });
      await rest(home.engine, other);
    }
  });

  test("by the record itself: nothing of the run is left waiting", { timeout: 60_000 }, async () => {
    await home.automate(sequence("own-ends"));
    // Else its first save would begin anew to read the new automation.
    await other.run(async () => {});
    let restarts = 0;
    for (const order of ORDERS) {
      const { deal } = await prepare();
      const done = await interleave(home, order, {
        a: { engine: home.engine, kind: "run", work: execute },
        b: { engine: other, kind: "save", work: edit("deal", deal, { amount: 10 }) },
      });
      restarts += done.restarts;
      expect({ order, strays: await strays() }).toEqual({ order, strays: [] });
      await rest(home.engine, other);
    }
    expect(restarts).toBe(0);
  });
});

test("two workers fire a moment once", async () => {
  const [id] = await home.automate({
    key: "on-the-day",
    object: "deal",
    trigger: { date: { field: "close_date", at: "09:00" } },
    steps: [{ id: "tag", do: "add_tags", with: { tags: ["day"] } }],
  });
  const deals = Array.from({ length: 50 }, (_, index) => ({
    title: `Deal ${index}`,
    close_date: "2026-06-03",
  }));
  await home.create("deal", deals);
  clock.advanceTo(clock.now().add({ hours: 48 }));
  await rest(home.engine, other, home.peer());
  expect(
    await home.query(
      `SELECT count(*)::int AS runs, count(DISTINCT record)::int AS deals,
              count(*) FILTER (WHERE status = 'completed')::int AS completed FROM {s}.run WHERE automation = $1`,
      [id],
    ),
  ).toEqual([{ runs: 50, deals: 50, completed: 50 }]);
});

test(
  "of two events at once for one record an automation that runs once takes one",
  { timeout: 60_000 },
  async () => {
    const [id] = await home.automate({
      key: "first-activity",
      object: "deal",
      trigger: { event: "activity.completed" },
      enrollment: { again: "once" },
      steps: [{ id: "tag", do: "add_tags", with: { tags: ["once"] } }],
    });
    for (const order of ORDERS) {
      const deal = await one("deal", { title: "Boiler" });
      const record = { object: "deal", id: deal };
      const [first, second] = [
        await one("activity", { summary: "Call", record }),
        await one("activity", { summary: "Visit", record }),
      ];
      await interleave(home, order, {
        a: { engine: home.engine, kind: "save", work: edit("activity", first, { done: true }) },
        b: { engine: other, kind: "save", work: edit("activity", second, { done: true }) },
      });
      expect(
        await home.query(`SELECT record FROM {s}.run WHERE automation = $1 AND record = $2`, [id, deal]),
      ).toEqual([{ record: deal }]);
    }
  },
);

test("two workers hand a queue's records out exactly in turn", { timeout: 60_000 }, async () => {
  const users = ["ana", "berta", "carmen"];
  await home.create(
    "user",
    users.map((handle) => ({ handle, name: handle })),
  );
  const [id] = await home.automate({
    key: "in-turn",
    object: "lead",
    trigger: { on: "created" },
    steps: [{ id: "assign", do: "assign", with: { mode: "queue", users } }],
  });
  const workers = [other, home.peer(), home.peer()];
  for (let portion = 0; portion < 10; portion += 1) {
    const leads = Array.from({ length: 9 }, (_, index) => ({ title: `Lead ${portion}-${index}` }));
    await Promise.all([home.create("lead", leads.slice(0, 5)), home.create("lead", leads.slice(5))]);
    await Promise.all(workers.map((engine) => rest(engine)));
  }
  await rest(...workers);
  const assigned = await home.query<{ handle: string }>(
    `SELECT u.handle FROM {s}.change c JOIN {s}.run_step s ON s.id = c.step
       JOIN {s}.o_user u ON u.id = (c.after->>'owner')::uuid
      WHERE s.automation = $1 AND c.after ? 'owner' ORDER BY c.seq`,
    [id],
  );
  expect(assigned.map(({ handle }) => handle)).toEqual(
    Array.from({ length: 90 }, (_, index) => users[index % 3]),
  );
});
