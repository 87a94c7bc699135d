import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientConfig } from "pg";
import { readTestEnvironment, shareTestServer } from "../config/index.ts";
import { pause } from "./launcher/real-time.ts";
import { startEmbedded } from "./launcher/start-embedded.ts";
import { throwAwayDirectory } from "./launcher/throw-away-directory.ts";
import { silentLog } from "./log.ts";

/*
 * One throw-away server for all worker processes of a vitest run. vitest's main process owns it: workers come and go
 * with each test file. It starts beside the first workers (170 ms that nobody waits for) and announces itself in a
 * file; a tether ends it when vitest is killed.
 */

type Announcement = { readonly connection: ClientConfig } | { readonly failure: string };

const patience = 60_000;

/** For vitest's global setup. Answers the teardown. */
export function startSharedServer(): () => Promise<void> {
  const { databaseUrl } = readTestEnvironment();
  if (databaseUrl !== undefined) return async () => {};
  const directory = throwAwayDirectory();
  shareTestServer(directory);
  const starting = startEmbedded({ directory, throwAway: true, log: silentLog });
  const announced = starting.then(
    ({ connection }) => announce(directory, { connection }),
    (error: Error) => announce(directory, { failure: error.message }),
  );
  return async () => {
    // A run of pure tests may end before the server has started.
    await announced;
    const server = await starting.catch(() => undefined);
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

export async function awaitSharedServer(directory: string): Promise<ClientConfig> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const announcement = readAnnouncement(directory);
    if (announcement === undefined) await pause(5);
    else if ("failure" in announcement) throw new Error(announcement.failure);
    else return announcement.connection;
  }
  throw new Error(`the test server of this vitest run did not start at ${directory}`);
}

function announce(directory: string, announcement: Announcement): void {
  mkdirSync(directory, { recursive: true });
  const path = announcementPath(directory);
  // Renamed into place, so that nobody reads half of it.
  writeFileSync(`${path}.new`, JSON.stringify(announcement));
  renameSync(`${path}.new`, path);
}

function readAnnouncement(directory: string): Announcement | undefined {
  try {
    return JSON.parse(readFileSync(announcementPath(directory), "utf8")) as Announcement;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** In the server's folder, which the tether removes when vitest is killed. */
function announcementPath(directory: string): string {
  return join(directory, "announcement.json");
}
