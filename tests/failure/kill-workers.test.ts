import { afterAll, beforeAll, expect, test } from "vitest";
import { openChance } from "../testkit/random.ts";
import { pause, until } from "../testkit/until.ts";
import { WorkerFleet } from "../testkit/worker-fleet.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const RUNS = 5000;
const STEPS = 3;
const KILLS = 40;
const WORKERS = 2;

let home: TestWorkspace;
beforeAll(async () => {
  home = await openWorkspace({
    fields: { deal: [{ key: "touches", label: "Touches", type: "number", default: 0 }] },
  });
});
afterAll(() => home.close());

test("workers killed at any moment lose no effect and double none", { timeout: 120_000 }, async () => {
  const chance = openChance();
  await home.create("user", [{ handle: "ana", name: "Ana", email: "ana@example.com" }]);
  await home.automate({
    key: "three-steps",
    object: "deal",
    trigger: { on: "created" },
    steps: [
      { id: "plan", do: "plan_activity", with: { summary: "Call {{ deal.title }}", owner: "ana" } },
      { id: "count", do: "set", with: { increment: { touches: 1 } } },
      { id: "tell", do: "notify", with: { to: "user:ana", text: "Look at {{ deal.title }}" } },
    ],
  });

  const began = performance.now();
  const fleet = await WorkerFleet.start(home, WORKERS);
  try {
    // Deals come in as long as workers die, so that there is always something to be killed in.
    for (let kill = 0; kill < KILLS; kill += 1) {
      await createDeals(kill, RUNS / KILLS);
      await pause(chance.between(0, 250));
      await fleet.killAndReplace(chance.between(0, WORKERS - 1));
    }
    await until(async () => (await unfinished()) === 0, { within: 60_000, what: "the end of all runs" });
  } finally {
    await fleet.stop();
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `kill-workers: ${RUNS * STEPS} effects, ${KILLS} kills, ${seconds.toFixed(1)} s, ` +
      `${Math.round((RUNS * STEPS) / seconds)} effects/s, seed ${chance.seed}`,
  );
  expect(fleet.complaints).toEqual([]);

  // One row a step, all done, all runs completed.
  expect(await rows(`SELECT status, count(*)::int AS count FROM {s}.run GROUP BY status`)).toEqual([
    { status: "completed", count: RUNS },
  ]);
  expect(
    await rows(
      `SELECT step, status, count(*)::int AS count FROM {s}.run_step GROUP BY step, status ORDER BY step`,
    ),
  ).toEqual(["count", "plan", "tell"].map((step) => ({ step, status: "done", count: RUNS })));

  // The tables hold each effect once.
  expect(
    await rows(
      `SELECT (SELECT count(*)::int FROM {s}.o_deal) AS deals,
              (SELECT count(*)::int FROM {s}.o_deal WHERE touches = 1) AS counted,
              (SELECT count(*)::int FROM {s}.o_activity) AS activities,
              (SELECT count(DISTINCT record)::int FROM {s}.o_activity) AS planned,
              (SELECT count(*)::int FROM {s}.notification) AS notifications,
              (SELECT count(DISTINCT record)::int FROM {s}.notification) AS told`,
    ),
  ).toEqual([
    { deals: RUNS, counted: RUNS, activities: RUNS, planned: RUNS, notifications: RUNS, told: RUNS },
  ]);

  // The journal tells the same: one change for each step that changes records, none for anything else.
  expect(
    await rows(
      `SELECT s.step, count(*)::int AS changes, count(DISTINCT s.id)::int AS steps
         FROM {s}.change c JOIN {s}.run_step s ON s.id = c.step GROUP BY s.step ORDER BY s.step`,
    ),
  ).toEqual(["count", "plan"].map((step) => ({ step, changes: RUNS, steps: RUNS })));
  expect(
    await rows(
      `SELECT count(*)::int AS strays FROM {s}.change c
        WHERE c.step IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {s}.run_step s WHERE s.id = c.step)`,
    ),
  ).toEqual([{ strays: 0 }]);
});

const rows = (text: string) => home.query(text);

const createDeals = (portion: number, count: number) =>
  home.create(
    "deal",
    Array.from({ length: count }, (_, index) => ({ title: `Deal ${portion}-${index}` })),
  );

const unfinished = async (): Promise<number> => {
  const [row] = await home.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM {s}.run WHERE status = 'active')::int AS count`,
  );
  return row?.count ?? 0;
};
