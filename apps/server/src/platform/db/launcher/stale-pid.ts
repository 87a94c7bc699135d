import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPostmaster, isProcess, readPostmasterFile } from "./postmaster.ts";

interface ServerFiles {
  readonly dataDirectory: string;
  readonly socketDirectory: string;
}

/**
 * PostgreSQL removes a dead server's postmaster.pid by itself, but refuses to start while *any* process of its user
 * has that pid: a zombie, or a stranger after a reboot. Our own pid in its place is one it knows to be no server
 * (its parent's), and it still makes its second check, that no orphaned backend uses the old shared memory. Deleting
 * the file would skip that check. Call it under the launch lock only.
 */
export function disarmStalePid({ dataDirectory, socketDirectory }: ServerFiles): void {
  const file = readPostmasterFile(dataDirectory);
  if (file !== undefined && isPostmaster(file.pid, dataDirectory)) return;
  // It names the same pid and guards nothing else, the folder being this server's own.
  rmSync(join(socketDirectory, ".s.PGSQL.5432.lock"), { force: true });
  if (file === undefined || !isProcess(file.pid)) return;
  const path = join(dataDirectory, "postmaster.pid");
  const [, ...rest] = readFileSync(path, "utf8").split("\n");
  writeFileSync(path, [String(process.pid), ...rest].join("\n"));
}
