import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pause } from "./real-time.ts";

/**
 * Node has no flock; SQLite's file locks are the only ones held by the kernel that it ships. The kernel gives them
 * up when the process ends, however it ends, and never before: nobody has to judge whether a lock is stale.
 * Taking one costs 0.5 ms. The file stays empty.
 */
export interface FileLock {
  release(): void;
}

const sqliteBusy = 5;

export function tryExclusive(path: string): FileLock | undefined {
  return take(path, (database) => database.exec("BEGIN EXCLUSIVE"));
}

export function tryShared(path: string): FileLock | undefined {
  return take(path, (database) => {
    database.exec("BEGIN");
    // A transaction locks nothing before its first read.
    database.prepare("PRAGMA schema_version").get();
  });
}

export async function waitExclusive(path: string, milliseconds: number): Promise<FileLock | undefined> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const lock = tryExclusive(path);
    if (lock !== undefined || performance.now() > deadline) return lock;
    await pause(10);
  }
}

function take(path: string, lock: (database: DatabaseSync) => void): FileLock | undefined {
  createPrivately(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // A journal file is begun with the exclusive lock, and on a full disk that fails.
    database.exec("PRAGMA journal_mode = MEMORY");
    lock(database);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  return {
    release() {
      if (!database.isOpen) return;
      // Not COMMIT, which writes a first page and so fails on a full disk.
      database.exec("ROLLBACK");
      database.close();
    },
  };
}

/** Others must not be able to open it, since whoever can read a file can lock it. */
function createPrivately(path: string): void {
  try {
    // Only ever a new file: closing an existing one would drop every lock this process holds on it (POSIX).
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
