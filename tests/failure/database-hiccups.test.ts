import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkers } from "../../apps/server/src/workers/index.ts";
import { openChance } from "../testkit/random.ts";
import { pause, until } from "../testkit/until.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const RUNS = 600;
const STEPS = 3;
const HICCUPS = 15;

let home: TestWorkspace;
beforeAll(async () => {
  home = await openWorkspace({
    fields: { deal: [{ key: "touches", label: "Touches", type: "number", default: 0 }] },
  });
});
afterAll(() => home.close());

test("workers whose connections break go on, and lose and double nothing", { timeout: 60_000 }, async () => {
  const chance = openChance();
  await home.create("user", [{ handle: "ana", name: "Ana" }]);
  await home.automate({
    key: "three-steps",
    object: "deal",
    trigger: { on: "created" },
    steps: [
      { id: "plan", do: "plan_activity", with: { summary: "Call", owner: "ana" } },
      { id: "count", do: "set", with: { increment: { touches: 1 } } },
      { id: "task", do: "create_task", with: { title: "Offer", owner: "ana" } },
    ],
  });
  const complaints: string[] = [];
  const log = { error: (line: string) => void complaints.push(line) };
  const workers = [home.peer(), home.peer()].map((engine) => startWorkers(engine, { log }));
  let broken = 0;
  try {
    for (let hiccup = 0; hiccup < HICCUPS; hiccup += 1) {
      await home.create(
        "deal",
        Array.from({ length: RUNS / HICCUPS }, () => ({ title: "Boiler" })),
      );
      await until(isWorking, { what: "a worker at work" });
      await pause(chance.between(0, 20));
      const [row] = await home.query<{ ended: number }>(
        `SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity WHERE ${AT_WORK}`,
      );
      broken += row?.ended ?? 0;
    }
    await until(async () => (await unfinished()) === 0, { within: 40_000, what: "the end of all runs" });
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  console.log(
    `database-hiccups: ${broken} connections broken, ${complaints.length} rounds failed, seed ${chance.seed}`,
  );
  expect(
    await home.query(
      `SELECT (SELECT count(*)::int FROM {s}.run_step WHERE status = 'done') AS steps,
              (SELECT count(*)::int FROM {s}.o_deal WHERE touches = 1) AS counted,
              (SELECT count(*)::int FROM {s}.o_activity) AS activities,
              (SELECT count(DISTINCT record)::int FROM {s}.o_activity) AS planned,
              (SELECT count(*)::int FROM {s}.o_task) AS tasks,
              (SELECT count(DISTINCT deal)::int FROM {s}.o_task) AS tasked`,
    ),
  ).toEqual([
    { steps: RUNS * STEPS, counted: RUNS, activities: RUNS, planned: RUNS, tasks: RUNS, tasked: RUNS },
  ]);
});

const AT_WORK = `datname = current_database() AND application_name = 'cadencia-peer' AND state <> 'idle'`;

const isWorking = async (): Promise<boolean> =>
  (await home.query(`SELECT pid FROM pg_stat_activity WHERE ${AT_WORK}`)).length > 0;

const unfinished = async (): Promise<number> => {
  const [row] = await home.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM {s}.run WHERE status = 'active'`,
  );
  return row?.count ?? 0;
};
