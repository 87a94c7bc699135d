import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startWorkers } from "../apps/server/src/workers/index.ts";
import { MATCHING, TARGET } from "./automations.ts";
import { prepareFloor } from "./floor.ts";
import { settle, switchOn, withHome, type Home } from "./home.ts";
import { makeDeals } from "./saves.ts";
import { percentile, printTable, whole } from "./table.ts";

const SAVES = Number(process.env["SAVES"] ?? 200);

/** How long after the commit of a save its automation's activity is there, on a workspace with nothing else to do. */
export const latency = (): Promise<void> =>
  withHome(async (home) => {
    const floor = await prepareFloor(home);
    await switchOn(home, [MATCHING]);
    const rows = [
      ["a worker in the same process", ...(await withOwnWorker(home))],
      ["a worker in another process", ...(await withOtherWorker(home))],
    ];
    const { perSecond } = await floor.measure(1);
    printTable(
      `From commit to effect, ms (one floor transaction on one connection: ${(1000 / perSecond).toFixed(1)} ms, ${whole(perSecond)}/s)`,
      ["", "p50", "p95", "p99"],
      rows,
    );
  });

const withOwnWorker = async (home: Home): Promise<string[]> => {
  const workers = startWorkers(home.engine, { log: console });
  const times = await measure(home);
  await workers.stop();
  return times;
};

const withOtherWorker = async (home: Home): Promise<string[]> => {
  const cli = join(import.meta.dirname, "../apps/server/bin/cadencia.js");
  const env = { ...process.env, CADENCIA_DATA: join(home.directory, "data") };
  const worker = spawn(process.execPath, [cli, "worker"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => worker.on("exit", resolve));
  await new Promise((resolve) => worker.stdout.once("data", resolve));
  const times = await measure(home);
  worker.kill();
  await ended;
  return times;
};

const measure = async (home: Home): Promise<string[]> => {
  const deals = await makeDeals(home, SAVES + 20);
  await settle(home);
  const times: number[] = [];
  for (const id of deals) {
    await pause(20 + Math.random() * 100);
    await home.engine.save((unit) => unit.update("deal", [{ id, input: { stage: TARGET } }]));
    const committed = performance.now();
    while (!(await hasActivity(home, id))) await pause(1);
    times.push(performance.now() - committed);
  }
  // The first ones find nothing compiled and nothing cached.
  const warm = times.slice(20);
  return [50, 95, 99].map((percent) => percentile(warm, percent).toFixed(1));
};

const hasActivity = async ({ database, workspace }: Home, deal: string): Promise<boolean> => {
  const { rowCount } = await database.pool.query({
    name: "has_activity",
    text: `SELECT FROM ${workspace.schema}.o_activity WHERE record = $1`,
    values: [deal],
  });
  return (rowCount ?? 0) > 0;
};
