import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeFolder, removeFolders } from "./launcher/testing/folders.ts";
import { openDatabase } from "./open-database.ts";

const mounted: string[] = [];

/** A small disk of its own; undefined where the system does not let us mount one. */
function mountSmallDisk(megabytes: number): string | undefined {
  const folder = makeFolder();
  const { status } = spawnSync("/bin/mount", [
    "-t",
    "tmpfs",
    "-o",
    `size=${megabytes}m,mode=755`,
    "tmpfs",
    folder,
  ]);
  if (status !== 0) return undefined;
  mounted.push(folder);
  return folder;
}

afterEach(() => {
  // Lazily: the folder itself goes at once, the disk with the last process on it.
  for (const folder of mounted.splice(0)) spawnSync("/bin/umount", ["-l", folder]);
  removeFolders();
});

const canMount = (() => {
  const folder = mountSmallDisk(1);
  if (folder !== undefined) spawnSync("/bin/umount", [folder]);
  mounted.length = 0;
  return folder !== undefined;
})();

const open = (dataDirectory: string) => openDatabase({ databaseUrl: undefined, dataDirectory });

test.runIf(canMount)("a disk too small for a new database is told, and nothing half made stays", async () => {
  const disk = mountSmallDisk(16) ?? "";
  await expect(open(disk)).rejects.toMatchObject({
    code: "DB_DISK_FULL",
    exitCode: 74,
    message: expect.stringMatching(
      /^DB_DISK_FULL: the disk is full at .*No space left on device.*Free some space/u,
    ),
  });
  expect(readdirSync(join(disk, "database")).filter((name) => name.startsWith("data"))).toEqual([]);
});

test.runIf(canMount)(
  "a disk that fills up loses nothing that was saved, and work goes on once there is room",
  async () => {
    const disk = mountSmallDisk(160) ?? "";
    const ballast = join(disk, "ballast");
    const database = await open(disk);
    await database.pool.query("CREATE TABLE saved (id int PRIMARY KEY, filling text)");
    let saved = 0;
    const saveMore = () =>
      database.pool
        .query("INSERT INTO saved SELECT $1::int, repeat(md5($1::text), 1000)", [saved + 1])
        .then(() => (saved += 1));
    await saveMore();
    fill(ballast);
    const failure = await untilItFails(saveMore);
    expect(failure).toMatch(/No space left on device|Connection terminated|could not (extend|write)/u);
    await database.close();

    // Started again on the full disk: either it runs, or it says why in one line.
    const outcome = await open(disk).then(
      (again) => again.close().then(() => "runs"),
      (error: { code: string }) => error.code,
    );
    expect(["runs", "DB_DISK_FULL"]).toContain(outcome);

    rmSync(ballast);
    const again = await open(disk);
    const { rows } = await again.pool.query("SELECT count(*) AS count, max(id) AS last FROM saved");
    expect(rows).toEqual([{ count: saved, last: saved }]);
    await again.pool.query("INSERT INTO saved VALUES ($1)", [saved + 1]);
    await again.close();
  },
);

async function untilItFails(work: () => Promise<unknown>): Promise<string> {
  for (;;) {
    const failure = await work().then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (failure !== undefined) return failure;
  }
}

/** Takes all the room there is, but for what the last piece did not fit into. */
function fill(path: string): void {
  for (let kilobytes = 64 * 1024; kilobytes >= 1;) {
    try {
      writeFileSync(path, Buffer.alloc(kilobytes * 1024), { flag: existsSync(path) ? "a" : "w" });
    } catch {
      kilobytes = Math.floor(kilobytes / 2);
    }
  }
}
