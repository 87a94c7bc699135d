import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseError } from "../errors.ts";
import { isReachable } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

/** False when there is nothing yet; throws when what is there must not be used. */
export function checkDataDirectory(path: string, user: ServerUser): boolean {
  if (!existsSync(path)) return false;
  const found = statSync(path);
  if (!found.isDirectory())
    throw new DatabaseError("DB_DIRECTORY_FOREIGN", { where: path, why: "not a folder" });
  if (found.uid !== user.uid) refuseOwner(path, { owner: found.uid, server: user });
  if ((found.mode & 0o077) !== 0) {
    const why = `others may enter it, mode ${(found.mode & 0o777).toString(8)}: chmod 700`;
    throw new DatabaseError("DB_DIRECTORY_PERMISSIONS", { where: path, why });
  }
  if (existsSync(join(path, "PG_VERSION"))) return true;
  if (readdirSync(path).length === 0) return false;
  throw new DatabaseError("DB_DIRECTORY_FOREIGN", { where: path, why: "not a PostgreSQL data directory" });
}

export function checkDataVersion(path: string, major: string): void {
  const found = readFileSync(join(path, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw new DatabaseError("DB_DIRECTORY_VERSION", { where: path, why: `it is ${found}, this is ${major}` });
}

/**
 * How the server is told where its data are. Where its user cannot enter a parent folder (root works in /root),
 * Linux still lets it use the folder it is started in, by this name.
 */
export function nameForServer(path: string, user: ServerUser): string {
  if (isReachable(dirname(path), user)) return path;
  if (process.platform === "linux") return "/proc/self/cwd";
  const why = `uid ${user.uid}, which runs the server for root, cannot enter a folder above it`;
  throw new DatabaseError("DB_DIRECTORY_PERMISSIONS", { where: path, why });
}

function refuseOwner(path: string, { owner, server }: { owner: number; server: ServerUser }): never {
  const kind = lstatSync(path).isSymbolicLink() ? "its target" : "it";
  const who = server.switched ? `root's server runs as uid ${server.uid}` : `this is uid ${server.uid}`;
  const why = `${kind} belongs to uid ${owner}, ${who}: start as uid ${owner}, or chown -R ${server.uid}`;
  throw new DatabaseError("DB_DIRECTORY_PERMISSIONS", { where: path, why });
}
