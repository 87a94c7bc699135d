import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import type { Binaries } from "./binaries.ts";
import { nameForServer } from "./data-directory.ts";
import { serverEnvironment } from "./initialise.ts";
import type { Layout } from "./layout.ts";
import { readPostmasterFile } from "./postmaster.ts";
import { pause } from "./real-time.ts";
import { openServerLog, readServerLog, type ServerLog, startFailure } from "./server-log.ts";
import { type ServerUser, spawnAs } from "./server-user.ts";
import { serverArguments } from "./settings.ts";
import { makeSocketDirectory } from "./socket-directory.ts";
import { disarmStalePid } from "./stale-pid.ts";

export interface SpawnNeeds {
  readonly layout: Layout;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly throwAway: boolean;
}

/** Orphaned backends of a killed server end within moments, but may be in the middle of a large write. */
const orphanPatience = 15_000;

/** Starts the server and waits until it takes connections, crash recovery included. Answers its socket directory. */
export async function spawnServer(needs: SpawnNeeds): Promise<string> {
  const socketDirectory = makeSocketDirectory(needs.layout, needs.user);
  const deadline = performance.now() + orphanPatience;
  for (;;) {
    disarmStalePid({ dataDirectory: needs.layout.data, socketDirectory });
    const output = await tryToStart(needs, socketDirectory);
    if (output === undefined) return socketDirectory;
    const orphans = output.includes("pre-existing shared memory block");
    if (!orphans || performance.now() > deadline) throw startFailure(output, needs.layout.log);
    await pause(50);
  }
}

/** Answers what the server said when it gave up, undefined once it is ready. */
async function tryToStart(needs: SpawnNeeds, socketDirectory: string): Promise<string | undefined> {
  const { layout } = needs;
  const log = openServerLog(layout.log);
  const server = spawnDetached(needs, { log, socketDirectory });
  closeSync(log.descriptor);
  for (;;) {
    if (server.failure !== undefined) return server.failure;
    if (server.ended) return readServerLog(log);
    const file = readPostmasterFile(layout.data);
    if (file?.pid === server.pid && file?.ready) return undefined;
    await pause(3);
  }
}

interface Spawned {
  readonly pid: number | undefined;
  ended: boolean;
  failure: string | undefined;
}

function spawnDetached(
  { layout, user, binaries, throwAway }: SpawnNeeds,
  { log, socketDirectory }: { log: ServerLog; socketDirectory: string },
): Spawned {
  const args = ["-D", nameForServer(layout.data, user), ...serverArguments({ socketDirectory, throwAway })];
  const child = spawn(binaries.postgres, args, {
    ...spawnAs(user),
    cwd: layout.data,
    env: serverEnvironment,
    detached: true,
    stdio: ["ignore", log.descriptor, log.descriptor],
  });
  child.unref();
  const spawned: Spawned = { pid: child.pid, ended: false, failure: undefined };
  child.on("error", (error) => {
    spawned.failure = error.message;
  });
  child.on("exit", () => {
    spawned.ended = true;
  });
  return spawned;
}
