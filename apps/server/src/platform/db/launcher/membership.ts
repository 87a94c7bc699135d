import { rmSync } from "node:fs";
import { DatabaseError } from "../errors.ts";
import type { DatabaseLog } from "../log.ts";
import { prepareBinaries } from "./binaries.ts";
import { checkDataDirectory, checkDataVersion } from "./data-directory.ts";
import { type FileLock, tryExclusive, tryShared, waitExclusive } from "./file-lock.ts";
import { initialise } from "./initialise.ts";
import type { Layout } from "./layout.ts";
import type { PreparedContent } from "./prepared-content.ts";
import { pause } from "./real-time.ts";
import { findRunning, stopServer } from "./running-server.ts";
import type { ServerUser } from "./server-user.ts";
import { spawnServer } from "./spawn-server.ts";
import { copyTemplate } from "./template.ts";

/*
 * Who uses a server is known by two locks of the kernel. The launch lock is held, alone, by whoever starts, joins or
 * leaves. The holders lock is shared by all that use the server, so whoever gets it alone was the last one.
 */

export interface Launch {
  readonly layout: Layout;
  readonly user: ServerUser;
  readonly throwAway: boolean;
  readonly content?: PreparedContent;
  readonly log: DatabaseLog;
}

interface Joined {
  readonly socketDirectory: string;
  readonly hold: FileLock;
  /** False when the server was there already. */
  readonly spawned: boolean;
}

/** Another process may be in the middle of initdb or of crash recovery. */
const launchPatience = 60_000;

/** A holder revives its crashed server within a second or two. */
const revivalPatience = 3_000;

export async function joinServer(launch: Launch): Promise<Joined> {
  const deadline = performance.now() + revivalPatience;
  for (;;) {
    const joined = await underLaunchLock(launch.layout, () => tryToJoin(launch));
    if (joined !== undefined) return joined;
    if (performance.now() > deadline) {
      const why =
        "a live process holds it, and its server cannot be seen from here, perhaps in another container";
      throw new DatabaseError("DB_DIRECTORY_BUSY", { where: launch.layout.root, why });
    }
    await pause(100);
  }
}

/** Brings a crashed server back for those that still use it. */
export async function reviveServer(launch: Launch): Promise<void> {
  await underLaunchLock(launch.layout, async () => {
    if ((await findRunning(launch.layout)) !== undefined) return;
    await spawnOnData(launch);
  });
}

export async function leaveServer({ layout, throwAway, log }: Launch, hold: FileLock): Promise<void> {
  await underLaunchLock(layout, async () => {
    hold.release();
    const last = tryExclusive(layout.holdersLock);
    if (last === undefined) return;
    try {
      await stopServer(layout);
      log.info(`embedded PostgreSQL stopped at ${layout.root}`);
    } finally {
      last.release();
    }
    if (throwAway) rmSync(layout.root, { recursive: true, force: true });
  });
}

/** Undefined: others hold the directory, and no server is seen. */
async function tryToJoin(launch: Launch): Promise<Joined | undefined> {
  const { layout, user, log } = launch;
  const initialised = checkDataDirectory(layout.data, user);
  const running = initialised ? await findRunning(layout) : undefined;
  if (running !== undefined) {
    log.info(`embedded PostgreSQL joined at ${layout.root}`);
    return { socketDirectory: running.socketDirectory, hold: holdShared(layout), spawned: false };
  }
  const alone = tryExclusive(layout.holdersLock);
  if (alone === undefined) return undefined;
  alone.release();
  const socketDirectory = await spawnOnData(launch);
  log.info(`embedded PostgreSQL started at ${layout.root}`);
  return { socketDirectory, hold: holdShared(layout), spawned: true };
}

async function spawnOnData({ layout, user, throwAway, content }: Launch): Promise<string> {
  const binaries = prepareBinaries(user);
  if (!checkDataDirectory(layout.data, user)) {
    if (throwAway) await copyTemplate({ data: layout.data, binaries, user, content });
    else await initialise({ data: layout.data, binaries, user, throwAway });
  }
  checkDataVersion(layout.data, binaries.major);
  return spawnServer({ layout, user, binaries, throwAway });
}

async function underLaunchLock<Result>(layout: Layout, work: () => Promise<Result>): Promise<Result> {
  const lock = await waitExclusive(layout.launchLock, launchPatience);
  if (lock === undefined) {
    const why = "another process has been starting or stopping its server for a minute";
    throw new DatabaseError("DB_DIRECTORY_BUSY", { where: layout.root, why });
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** The exclusive hold is only ever taken under the launch lock, which the caller has. */
function holdShared(layout: Layout): FileLock {
  const hold = tryShared(layout.holdersLock);
  if (hold === undefined) throw new DatabaseError("DB_DIRECTORY_BUSY", { where: layout.root });
  return hold;
}
