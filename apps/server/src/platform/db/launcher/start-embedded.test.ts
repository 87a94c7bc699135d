import { existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { createPool } from "../pool.ts";
import { isPostmaster, isProcess, readPostmasterFile } from "./postmaster.ts";
import { startEmbedded } from "./start-embedded.ts";
import { makeFolder, memory, removeFolders } from "./testing/folders.ts";
import { spawnLauncher } from "./testing/spawn-launcher.ts";
import { throwAwayDirectory } from "./throw-away-directory.ts";

const root = process.getuid?.() === 0;
/** "daemon", on every system; initdb wants a user that the system knows. */
const ordinaryUser = 1;
const unknownUser = 65_533;
const throwAway = { throwAway: true, log: silentLog };

afterEach(removeFolders);

function postmasterOf(directory: string): number | undefined {
  const data = join(directory, "data");
  const pid = readPostmasterFile(data)?.pid;
  return pid !== undefined && isPostmaster(pid, data) ? pid : undefined;
}

async function ask(connection: object, sql: string): Promise<unknown[]> {
  const pool = createPool({ connection });
  const { rows } = await pool.query(sql);
  await pool.end();
  return rows;
}

async function eventually(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("it did not happen within ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("data are kept from one start to the next, and no process is left behind", async () => {
  const directory = join(makeFolder({ parent: memory }), "database");
  const first = await startEmbedded({ directory, log: silentLog });
  await ask(first.connection, "CREATE TABLE kept AS SELECT 'ș' AS letter");
  await first.stop();
  expect(postmasterOf(directory)).toBeUndefined();

  const before = performance.now();
  const second = await startEmbedded({ directory, log: silentLog });
  const started = performance.now() - before;
  expect(await ask(second.connection, "SELECT letter FROM kept")).toEqual([{ letter: "ș" }]);
  await second.stop();
  // 45 ms on an idle machine.
  expect(started).toBeLessThan(1000);
});

test("it stores UTF8 in locale C, sorts by ICU on request, and listens on its socket only", async () => {
  const server = await startEmbedded({ directory: throwAwayDirectory(), ...throwAway });
  const [facts] = await ask(
    server.connection,
    `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
            current_setting('shared_buffers') AS buffers, current_setting('max_locks_per_transaction') AS locks,
            current_setting('jit') AS jit, datcollate AS collate,
            (SELECT string_agg(word, ',' ORDER BY word COLLATE "es-x-icu")
               FROM unnest(ARRAY['nube','ñu','ola']) word) AS spanish
       FROM pg_database WHERE datname = 'postgres'`,
  );
  expect(facts).toEqual({
    encoding: "UTF8",
    addresses: "",
    buffers: "64MB",
    locks: "256",
    jit: "off",
    collate: "C",
    spanish: "nube,ñu,ola",
  });
  expect(lstatSync(server.connection.host ?? "").mode & 0o777).toBe(0o700);
  await server.stop();
});

test("a second launcher joins the running server, which stops with the last one", async () => {
  const directory = throwAwayDirectory();
  const first = await startEmbedded({ directory, ...throwAway });
  const second = spawnLauncher(directory, { throwAway: true });
  expect(await second.ready).toEqual(first.connection);
  const pid = postmasterOf(directory);
  await first.stop();
  expect(postmasterOf(directory)).toBe(pid);
  await second.stop();
  expect(existsSync(directory)).toBe(false);
});

test("launchers that start at the same moment share one server", async () => {
  const directory = throwAwayDirectory();
  const launchers = Array.from({ length: 4 }, () => spawnLauncher(directory, { throwAway: true }));
  const connections = await Promise.all(launchers.map(({ ready }) => ready));
  expect(new Set(connections.map(({ host }) => host)).size).toBe(1);
  const started = launchers.filter(({ messages }) => messages.some(({ log }) => log?.includes("started")));
  expect(started).toHaveLength(1);
  // They leave at the same moment too: the last one stops the server, and none of them fails.
  await Promise.all(launchers.map(({ stop }) => stop()));
  expect(launchers.map(({ process: { exitCode } }) => exitCode)).toEqual([0, 0, 0, 0]);
  expect(existsSync(directory)).toBe(false);
});

test("stopping twice is stopping once", async () => {
  const server = await startEmbedded({ directory: throwAwayDirectory(), ...throwAway });
  await Promise.all([server.stop(), server.stop()]);
  await expect(server.stop()).resolves.toBeUndefined();
});

test("a throw-away server ends with its launcher, even a killed one, and leaves nothing", async () => {
  const directory = throwAwayDirectory();
  const launcher = spawnLauncher(directory, { throwAway: true });
  await launcher.ready;
  const pid = postmasterOf(directory) ?? 0;
  await launcher.kill();
  await eventually(() => !isProcess(pid) && !existsSync(directory));
  expect(postmasterOf(directory)).toBeUndefined();
});

test.runIf(root)("an ordinary user runs it as himself", async () => {
  const home = makeFolder({ parent: memory, uid: ordinaryUser });
  const launcher = spawnLauncher(join(home, "database"), { uid: ordinaryUser, home });
  const { host } = await launcher.ready;
  expect(lstatSync(host ?? "").uid).toBe(ordinaryUser);
  expect(lstatSync(join(home, "database", "data")).uid).toBe(ordinaryUser);
  await launcher.stop();
  expect(launcher.messages.at(-1)).toEqual({ stopped: true });
});

test.runIf(root)("a user that the system does not know is told so", async () => {
  const home = makeFolder({ parent: memory, uid: unknownUser });
  const launcher = spawnLauncher(join(home, "database"), { uid: unknownUser, home });
  await expect(launcher.ready).rejects.toThrow(/^DB_USER_UNKNOWN: .*65533.*\/etc\/passwd/u);
});

test.runIf(root)("for root it runs as nobody", async () => {
  const server = await startEmbedded({ directory: throwAwayDirectory(), ...throwAway });
  expect(lstatSync(server.connection.host ?? "").uid).toBe(65_534);
  await server.stop();
});

test.runIf(root && process.platform === "linux")(
  "root may keep its data in a folder that only root can enter",
  async () => {
    const locked = join(makeFolder({ parent: memory }), "locked");
    mkdirSync(locked, { mode: 0o700 });
    const server = await startEmbedded({ directory: join(locked, "database"), ...throwAway });
    expect(await ask(server.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const { host = "" } = server.connection;
    expect(host.startsWith(locked)).toBe(false);
    await server.stop();
    expect(existsSync(host)).toBe(false);
  },
);

test("a path too long for a socket puts the socket into the temporary folder", async () => {
  const directory = join(makeFolder({ parent: memory }), "a".repeat(60), "b".repeat(60));
  mkdirSync(dirname(directory), { mode: 0o755 });
  const server = await startEmbedded({ directory, ...throwAway });
  const { host = "" } = server.connection;
  expect(Buffer.byteLength(host)).toBeLessThanOrEqual(93);
  expect(await ask(server.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.stop();
  expect(existsSync(host)).toBe(false);
});

test("a path with blanks, quotes and commas works", async () => {
  const directory = join(makeFolder({ parent: memory }), `it's, a "ș" $x`);
  const server = await startEmbedded({ directory, ...throwAway });
  expect(await ask(server.connection, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("an initdb that was interrupted leaves nothing in the way", async () => {
  const directory = makeFolder({ parent: memory });
  mkdirSync(join(directory, "data.new-dead"));
  const server = await startEmbedded({ directory, log: silentLog });
  expect(readdirSync(directory).filter((name) => name.startsWith("data"))).toEqual(["data"]);
  await server.stop();
});
