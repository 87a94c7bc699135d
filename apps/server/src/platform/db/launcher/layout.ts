import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "../errors.ts";
import type { ServerUser } from "./server-user.ts";

/** The paths of one embedded server. */
export interface Layout {
  readonly root: string;
  /** PostgreSQL's data directory. */
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  /** Held while somebody starts, adopts or stops the server. */
  readonly launchLock: string;
  /** Shared by every process that uses the server. */
  readonly holdersLock: string;
}

export function prepareLayout(directory: string, user: ServerUser): Layout {
  const root = makeRoot(directory, user);
  return {
    root,
    data: join(root, "data"),
    socket: join(root, "socket"),
    log: join(root, "server.log"),
    launchLock: join(root, "launch.lock"),
    holdersLock: join(root, "holders.lock"),
  };
}

function makeRoot(directory: string, user: ServerUser): string {
  try {
    // 0711: the server's user passes through to its own folders, and lists nothing.
    mkdirSync(directory, { recursive: true, mode: user.switched ? 0o711 : 0o700 });
    // The kernel reports a process's folder without symbolic links, and it is compared with ours.
    return realpathSync(directory);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const full = code === "ENOSPC" || code === "EDQUOT";
    throw new DatabaseError(full ? "DB_DISK_FULL" : "DB_DIRECTORY_PERMISSIONS", {
      where: directory,
      why: message,
      cause: error,
    });
  }
}
