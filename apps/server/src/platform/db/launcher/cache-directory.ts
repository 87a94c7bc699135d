import { mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseError } from "../errors.ts";
import { makePrivateDirectory } from "./private-directory.ts";
import { isReachable } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

/** Where copies of the binaries and the template live: a folder that survives, which the server's user can enter. */
export function openCacheDirectory(
  user: ServerUser,
  candidates: readonly string[] = cacheCandidates(user),
): string {
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const reasons: string[] = [];
  for (const candidate of candidates) {
    const reason = prepare(candidate, owner, user);
    if (reason === undefined) return candidate;
    reasons.push(reason);
  }
  throw new DatabaseError("DB_START_FAILED", { why: `no usable cache folder: ${reasons.join("; ")}` });
}

export function cacheCandidates(user: ServerUser): string[] {
  const temporary = join(tmpdir(), `cadencia-cache-${process.getuid?.() ?? 0}`);
  if (user.switched) return ["/var/cache/cadencia", temporary];
  return [join(homedir(), ".cache", "cadencia"), temporary];
}

function prepare(path: string, owner: { uid: number; gid: number }, user: ServerUser): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return (error as Error).message;
  }
  const reason = makePrivateDirectory(path, owner, user.switched ? 0o755 : 0o700);
  if (reason !== undefined) return reason;
  return isReachable(path, user) ? undefined : `uid ${user.uid} cannot enter ${path}`;
}
