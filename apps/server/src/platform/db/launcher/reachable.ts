import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { ServerUser } from "./server-user.ts";

/** Whether the server's user can enter every folder on the way to the path, the path included. */
export function isReachable(path: string, user: ServerUser): boolean {
  if (!user.switched) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if (!canEnter(folder, user)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function canEnter(folder: string, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
