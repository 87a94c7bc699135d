import { setTimeout as pause } from "node:timers/promises";
import { startWorkers } from "../apps/server/src/workers/index.ts";
import { MATCHING, others, TARGET } from "./automations.ts";
import { measured, type Measured } from "./cpu.ts";
import { prepareFloor, type Floor } from "./floor.ts";
import { createRecords, settle, switchOn, withHome, type Home } from "./home.ts";
import { inLanes } from "./lanes.ts";
import { median, printTable, whole } from "./table.ts";

export const CONNECTIONS = 8;
const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
const SAVES = Number(process.env["SAVES"] ?? 2000);
const COUNTS = (process.env["COUNTS"] ?? "0,1,10,100,1000").split(",").map(Number);

/** Saves a second with more and more automations, of which one matches; without and with its execution. */
export const saves = (): Promise<void> =>
  withHome(async (home) => {
    const floor = await prepareFloor(home);
    const rows: string[][] = [];
    let standing = 0;
    for (const count of COUNTS) {
      await switchOn(
        home,
        count > 0 && standing === 0 ? [MATCHING, ...rest(1, count)] : rest(standing, count),
      );
      standing = count;
      await onlySaves(home, await makeDeals(home, 1000));
      await drain(home);
      rows.push([String(count), ...(await measure(home, floor, count))]);
    }
    printTable(`Saves/s on ${CONNECTIONS} connections beside the floor (${floor.by})`, HEADER, rows);
  });

const HEADER = [
  "automations",
  "floor, 2 conn.",
  "floor, 8 conn.",
  "floor ms CPU",
  "saves/s",
  "per floor",
  "ms CPU (node + server)",
  "with execution",
  "per floor",
  "ms CPU (node + server)",
];

const rest = (standing: number, count: number): { key: string }[] =>
  others(Math.max(0, count - 1)).slice(Math.max(0, standing - 1));

interface Round {
  readonly two: Measured;
  readonly eight: Measured;
  readonly plain: Measured;
  readonly executed: Measured | null;
}

/** Floor and saves take turns, so that whatever else the machine does meets both. */
const measure = async (home: Home, floor: Floor, count: number): Promise<string[]> => {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, second] = [await makeDeals(home, SAVES), await makeDeals(home, SAVES)];
    await settle(home);
    const two = await floor.measure(2);
    const plain = await measured(home, SAVES, () => onlySaves(home, first));
    await drain(home);
    const executed = count === 0 ? null : await measured(home, SAVES, () => savesAndExecution(home, second));
    rounds.push({ two, eight: await floor.measure(CONNECTIONS), plain, executed });
  }
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const about = (pick: (round: Round) => Measured): string[] => [
    whole(of((round) => pick(round).perSecond)),
    of((round) => pick(round).perSecond / round.two.perSecond).toFixed(2),
    `${of((round) => pick(round).node).toFixed(2)} + ${of((round) => pick(round).server).toFixed(2)}`,
  ];
  return [
    whole(of(({ two }) => two.perSecond)),
    whole(of(({ eight }) => eight.perSecond)),
    of(({ two }) => two.server).toFixed(2),
    ...about(({ plain }) => plain),
    ...(count === 0 ? ["", "", ""] : about(({ executed, plain }) => executed ?? plain)),
  ];
};

export const makeDeals = (home: Home, count: number): Promise<string[]> =>
  createRecords(home, "deal", {
    inputs: Array.from({ length: count }, (_, index) => ({
      title: `Deal ${index}`,
      stage: "sales/new",
      amount: index,
    })),
  });

/** Moves each deal into the stage that automations wait in. */
export const onlySaves = ({ engine }: Home, deals: readonly string[]): Promise<void> =>
  inLanes(deals, CONNECTIONS, (id) =>
    engine.save((unit) => unit.update("deal", [{ id, input: { stage: TARGET } }])),
  );

/** Until the last effect is there. */
const savesAndExecution = async (home: Home, deals: readonly string[]): Promise<void> => {
  const workers = startWorkers(home.engine, { log: console });
  await onlySaves(home, deals);
  while ((await waiting(home)) > 0) await pause(5);
  await workers.stop();
};

const drain = async (home: Home): Promise<void> => {
  const workers = startWorkers(home.engine, { log: console });
  while ((await waiting(home)) > 0) await pause(50);
  await workers.stop();
};

const waiting = async ({ database, workspace }: Home): Promise<number> => {
  const { rows } = await database.pool.query(
    `SELECT count(*)::int AS n FROM (SELECT FROM ${workspace.schema}.run_step WHERE status = 'waiting' LIMIT 1) s`,
  );
  return (rows[0] as { n: number }).n;
};
