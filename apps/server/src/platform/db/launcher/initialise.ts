import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { DatabaseError } from "../errors.ts";
import type { Binaries } from "./binaries.ts";
import { nameForServer } from "./data-directory.ts";
import { renameUnlessThere } from "./rename-unless-there.ts";
import { runChild } from "./run-child.ts";
import { startFailure } from "./server-log.ts";
import { type ServerUser, spawnAs } from "./server-user.ts";

export const superuser = "cadencia";

interface InitialiseOptions {
  readonly data: string;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly throwAway: boolean;
}

/** Makes a new data directory aside and renames it: a start that was interrupted leaves nothing half made. */
export async function initialise(options: InitialiseOptions): Promise<void> {
  const { data, user } = options;
  removeInterrupted(data);
  const building = `${data}.new-${randomBytes(4).toString("hex")}`;
  try {
    makeOwnedDirectory(building, user);
    await runInitdb(building, options);
    removeEmpty(data);
    renameUnlessThere(building, data);
    syncDirectory(dirname(data));
  } catch (error) {
    throw asDatabaseError(error, data);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

async function runInitdb(
  directory: string,
  { data, binaries, user, throwAway }: InitialiseOptions,
): Promise<void> {
  const args = ["-D", nameForServer(directory, user), "-U", superuser, "--auth=trust", "--no-instructions"];
  args.push("--encoding=UTF8", "--locale=C");
  // A log of 1 MB segments makes the copy of a template 15 MB smaller.
  if (throwAway) args.push("--no-sync", "--wal-segsize=1");
  const { code, output } = await runChild(binaries.initdb, args, {
    ...spawnAs(user),
    cwd: directory,
    env: serverEnvironment,
  });
  if (code !== 0) throw startFailure(output, data);
}

/** Nothing of ours leaks in: neither PGDATA and its like, nor the operator's language and time zone. */
export const serverEnvironment = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };

export function makeOwnedDirectory(path: string, user: ServerUser): void {
  mkdirSync(path, { mode: 0o700 });
  if (user.switched) chownSync(path, user.uid, user.gid);
}

function removeInterrupted(data: string): void {
  const prefix = `${basename(data)}.new-`;
  for (const name of readdirSync(dirname(data))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(data), name), { recursive: true, force: true });
  }
}

function removeEmpty(data: string): void {
  try {
    rmdirSync(data);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function syncDirectory(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function asDatabaseError(error: unknown, where: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new DatabaseError("DB_DISK_FULL", { where, cause: error });
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new DatabaseError("DB_DIRECTORY_PERMISSIONS", { where, why: message, cause: error });
  }
  return new DatabaseError("DB_START_FAILED", { where, why: message, cause: error });
}
