import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Pool } from "pg";
import { afterEach, expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { createPool } from "../pool.ts";
import { isPostmaster, isProcess, readPostmasterFile } from "./postmaster.ts";
import { chooseServerUser, spawnAs } from "./server-user.ts";
import { startEmbedded } from "./start-embedded.ts";
import { makeDatabaseDirectory, makeFolder, memory, removeFolders } from "./testing/folders.ts";
import { type LauncherProcess, spawnLauncher } from "./testing/spawn-launcher.ts";

afterEach(removeFolders);

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function killPostmaster(directory: string): number {
  const pid = readPostmasterFile(join(directory, "data"))?.pid ?? 0;
  process.kill(pid, "SIGKILL");
  return pid;
}

/** Saves one number after another, whatever happens to the server, and remembers those that were acknowledged. */
function startWriter(pool: Pool) {
  const acknowledged: number[] = [];
  const state = { running: true };
  const done = (async () => {
    for (let number = 1; state.running; number += 1) {
      try {
        await pool.query("INSERT INTO saved VALUES ($1)", [number]);
        acknowledged.push(number);
      } catch {
        await wait(10);
      }
    }
  })();
  return {
    acknowledged,
    async progress() {
      const before = acknowledged.length;
      while (acknowledged.length < before + 20) await wait(5);
    },
    async stop() {
      state.running = false;
      await done;
    },
  };
}

test("ten kills of the server, of its launcher and of both lose nothing that was acknowledged", async () => {
  const directory = await makeDatabaseDirectory();
  const begin = async (): Promise<LauncherProcess> => {
    const launcher = spawnLauncher(directory);
    await launcher.ready;
    return launcher;
  };
  let launcher = await begin();
  const pool = createPool({ connection: await launcher.ready, log: silentLog });
  await pool.query("CREATE TABLE saved (number int PRIMARY KEY)");
  const writer = startWriter(pool);

  for (let round = 0; round < 10; round += 1) {
    await writer.progress();
    // The server alone is brought back by its launcher; a launcher alone finds its server running again.
    const victims = (["both", "launcher", "both", "server", "launcher"] as const)[round % 5];
    if (victims !== "launcher") killPostmaster(directory);
    if (victims !== "server") {
      await launcher.kill();
      launcher = await begin();
    }
  }
  await writer.progress();
  await writer.stop();

  const { rows } = await pool.query<{ number: number }>("SELECT number FROM saved");
  const kept = new Set(rows.map(({ number }) => number));
  expect(writer.acknowledged.filter((number) => !kept.has(number))).toEqual([]);
  expect(writer.acknowledged.length).toBeGreaterThan(200);
  await pool.end();
  await launcher.stop();
});

test("a launcher brings back a server that was killed under it, at the same address", async () => {
  const directory = join(makeFolder({ parent: memory }), "database");
  const server = await startEmbedded({ directory, throwAway: true, log: silentLog });
  const pool = createPool({ connection: server.connection, log: silentLog });
  await pool.query("SELECT 1");
  const killed = killPostmaster(directory);
  const before = performance.now();
  const file = () => readPostmasterFile(join(directory, "data"));
  while (file()?.pid === killed || file()?.ready !== true) await wait(5);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  // Looked at once a second.
  expect(performance.now() - before).toBeLessThan(5000);
  await pool.end();
  await server.stop();
});

/** A process of the server's own user, which PostgreSQL's check of a stale pid cannot tell from a server. */
function spawnStranger(script: string) {
  return spawn("/bin/sh", ["-c", script], {
    ...spawnAs(chooseServerUser()),
    stdio: ["ignore", "pipe", "ignore"],
  });
}

async function leaveStalePid(directory: string, pid: number): Promise<void> {
  const launcher = spawnLauncher(directory);
  await launcher.ready;
  const dead = readPostmasterFile(join(directory, "data"))?.pid ?? 0;
  await launcher.kill();
  process.kill(dead, "SIGKILL");
  while (isPostmaster(dead, join(directory, "data"))) await wait(5);
  const path = join(directory, "data", "postmaster.pid");
  const [, ...rest] = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, [String(pid), ...rest].join("\n"));
}

test("a dead server's pid that now belongs to somebody else does not stop a start", async () => {
  const directory = await makeDatabaseDirectory();
  const stranger = spawnStranger("exec sleep 60");
  await leaveStalePid(directory, stranger.pid ?? 0);
  const server = await startEmbedded({ directory, log: silentLog });
  await server.stop();
  expect(isProcess(stranger.pid ?? 0)).toBe(true);
  stranger.kill();
});

test("nor does a dead server that is still a zombie", async () => {
  const directory = await makeDatabaseDirectory();
  // sleep replaces the shell and never asks for its child's end.
  const parent = spawnStranger("sleep 0.1 & echo $!; exec sleep 60");
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const zombie = Number(line.toString());
  await leaveStalePid(directory, zombie);
  expect(isProcess(zombie)).toBe(true);
  expect(isPostmaster(zombie, join(directory, "data"))).toBe(false);
  const server = await startEmbedded({ directory, log: silentLog });
  await server.stop();
  parent.kill();
});
