import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "pg";
import { measured, type Measured } from "./cpu.ts";
import type { Home } from "./home.ts";

/**
 * The machine's own floor: the TPC-B transaction of `pgbench -s 10` on the same server in the same run. By pgbench
 * where it is installed, else by the same statements from here.
 */
export interface Floor {
  readonly measure: (connections: number) => Promise<Measured>;
  readonly by: string;
}

const SCALE = 10;
const SECONDS = 3;
const run = promisify(execFile);

export const prepareFloor = async (home: Home): Promise<Floor> => {
  const { host, port, user, database } = home.database.connection;
  const target = ["-h", String(host), "-p", String(port), "-U", String(user), String(database)];
  const installed = await run("pgbench", ["--version"]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  if (installed === null) {
    await makeTables(home);
    return {
      by: "the same statements, prepared, by node",
      measure: (connections) => counted(home, () => ownTransactions(home, connections)),
    };
  }
  await run("pgbench", ["-i", "-q", "-s", String(SCALE), ...target]);
  return {
    by: installed,
    measure: (connections) =>
      counted(home, async () => {
        const load = ["-n", "-c", String(connections), "-j", "2", "-T", String(SECONDS)];
        const { stdout } = await run("pgbench", [...load, ...target]);
        return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
      }),
  };
};

/** Of the processor's time the server's counts; pgbench itself is a process apart. */
const counted = async (home: Home, work: () => Promise<number>): Promise<Measured> => {
  let perSecond = 0;
  const { server } = await measured(home, 1, async () => (perSecond = await work()));
  return { perSecond, node: 0, server: server / (perSecond * SECONDS) };
};

const makeTables = async ({ database }: Home): Promise<void> => {
  await database.pool.query(`
    CREATE TABLE pgbench_accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int, filler char(88)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    INSERT INTO pgbench_branches SELECT b, 0 FROM generate_series(1, ${SCALE}) b;
    INSERT INTO pgbench_tellers SELECT t, (t - 1) / 10 + 1, 0 FROM generate_series(1, ${SCALE * 10}) t;
    INSERT INTO pgbench_accounts SELECT a, (a - 1) / 100000 + 1, 0, '' FROM generate_series(1, ${SCALE * 100_000}) a;
    ANALYZE;`);
};

const ownTransactions = async ({ database }: Home, connections: number): Promise<number> => {
  const end = performance.now() + SECONDS * 1000;
  const lane = async (): Promise<number> => {
    const client = new Client(database.connection);
    await client.connect();
    let done = 0;
    for (; performance.now() < end; done += 1) await transfer(client);
    await client.end();
    return done;
  };
  const counts = await Promise.all(Array.from({ length: connections }, lane));
  return counts.reduce((sum, count) => sum + count, 0) / SECONDS;
};

const below = (limit: number): number => 1 + Math.floor(Math.random() * limit);

const transfer = async (client: Client): Promise<void> => {
  const [aid, bid, tid, delta] = [
    below(SCALE * 100_000),
    below(SCALE),
    below(SCALE * 10),
    below(10_000) - 5000,
  ];
  const statement = (name: string, text: string, values: number[]) => client.query({ name, text, values });
  await client.query("BEGIN");
  await statement("a", "UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2", [delta, aid]);
  await statement("s", "SELECT abalance FROM pgbench_accounts WHERE aid = $1", [aid]);
  await statement("t", "UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2", [delta, tid]);
  await statement("b", "UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2", [delta, bid]);
  await statement(
    "h",
    "INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)",
    [tid, bid, aid, delta],
  );
  await client.query("END");
};
