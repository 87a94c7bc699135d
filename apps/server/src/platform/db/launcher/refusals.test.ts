import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { prepareBinaries } from "./binaries.ts";
import { tryExclusive, tryShared } from "./file-lock.ts";
import { isPostmaster, readPostmasterFile } from "./postmaster.ts";
import { chooseServerUser, spawnAs } from "./server-user.ts";
import { startEmbedded } from "./start-embedded.ts";
import { makeDatabaseDirectory, makeFolder, memory, removeFolders } from "./testing/folders.ts";
import { spawnLauncher } from "./testing/spawn-launcher.ts";

const root = process.getuid?.() === 0;
const user = chooseServerUser();

afterEach(removeFolders);

function makeDatabaseFolder(): { directory: string; data: string } {
  const directory = join(makeFolder({ parent: memory }), "database");
  const data = join(directory, "data");
  mkdirSync(directory);
  mkdirSync(data, { mode: 0o700 });
  if (root) chownSync(data, user.uid, user.gid);
  return { directory, data };
}

const start = (directory: string) => startEmbedded({ directory, log: silentLog });

test("data that others may read are refused, and told how to correct it", async () => {
  const { directory, data } = makeDatabaseFolder();
  chmodSync(data, 0o750);
  await expect(start(directory)).rejects.toThrow(
    /^DB_DIRECTORY_PERMISSIONS: .*\/data .*mode 750: chmod 700/u,
  );
});

test.runIf(root)("data of somebody else are refused, and told whose they are", async () => {
  const { directory, data } = makeDatabaseFolder();
  chownSync(data, 1, 1);
  await expect(start(directory)).rejects.toThrow(
    /^DB_DIRECTORY_PERMISSIONS: .*belongs to uid 1, .*chown -R 65534/u,
  );
});

test.runIf(root)("a folder that may not be written is refused", async () => {
  const folder = makeFolder({ parent: memory });
  const launcher = spawnLauncher(join(folder, "database"), { uid: 1, home: folder });
  await expect(launcher.ready).rejects.toThrow(/^DB_DIRECTORY_PERMISSIONS: .*EACCES/u);
});

test("a folder with something else in it is refused, and left as it is", async () => {
  const { directory, data } = makeDatabaseFolder();
  writeFileSync(join(data, "letter.txt"), "");
  await expect(start(directory)).rejects.toThrow(/^DB_DIRECTORY_FOREIGN/u);
  expect(readdirSync(data)).toEqual(["letter.txt"]);
});

test("a file in place of the folder is refused", async () => {
  const file = join(makeFolder({ parent: memory }), "letter.txt");
  writeFileSync(file, "");
  await expect(start(file)).rejects.toThrow(/^DB_DIRECTORY_PERMISSIONS/u);
});

test("data of another PostgreSQL version are refused, and left as they are", async () => {
  const { directory, data } = makeDatabaseFolder();
  writeFileSync(join(data, "PG_VERSION"), "17\n");
  await expect(start(directory)).rejects.toThrow(/^DB_DIRECTORY_VERSION: .*it is 17, this is 18/u);
  expect(readdirSync(data)).toEqual(["PG_VERSION"]);
});

test("a server that somebody started by hand on the data is neither joined nor stopped", async () => {
  const directory = await makeDatabaseDirectory();
  const data = join(directory, "data");
  const byHand = spawn(
    prepareBinaries(user).postgres,
    ["-D", data, "-c", "listen_addresses=", "-c", "port=5999", "-k", data],
    { ...spawnAs(user), stdio: "ignore" },
  );
  while (readPostmasterFile(data)?.ready !== true) await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(start(directory)).rejects.toThrow(/^DB_DIRECTORY_BUSY: .*process \d+/u);
  expect(isPostmaster(byHand.pid ?? 0, data)).toBe(true);
  const ended = new Promise((resolve) => byHand.on("exit", resolve));
  byHand.kill("SIGINT");
  await ended;
});

test("a live process that holds the directory is never robbed of it, even when its server cannot be seen", async () => {
  const { directory, data } = makeDatabaseFolder();
  const hold = tryShared(join(directory, "holders.lock"));
  await expect(start(directory)).rejects.toThrow(/^DB_DIRECTORY_BUSY: .*a live process holds it/u);
  expect(existsSync(join(data, "PG_VERSION"))).toBe(false);
  hold?.release();
});

test("a lock goes with the process that held it, however it ended", async () => {
  const directory = join(makeFolder({ parent: memory }), "database");
  const launcher = spawnLauncher(directory, { throwAway: true });
  await launcher.ready;
  expect(tryExclusive(join(directory, "holders.lock"))).toBeUndefined();
  await launcher.kill();
  const lock = tryExclusive(join(directory, "holders.lock"));
  expect(lock).toBeDefined();
  lock?.release();
});

test.runIf(root)(
  "a socket folder that somebody else laid ready in the temporary folder is not used",
  async () => {
    const directory = join(makeFolder({ parent: memory }), "a".repeat(100));
    const hash = createHash("sha256").update(directory).digest("hex").slice(0, 16);
    const trap = join(tmpdir(), `cadencia-${hash}`);
    mkdirSync(trap, { mode: 0o700 });
    chownSync(trap, 1, 1);
    const starting = startEmbedded({ directory, throwAway: true, log: silentLog });
    await expect(starting).rejects.toThrow(
      /^DB_DIRECTORY_PERMISSIONS: .*belongs to uid 1, not to uid 65534/u,
    );
    rmSync(trap, { recursive: true });
  },
);
