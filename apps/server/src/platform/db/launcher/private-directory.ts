import { chmodSync, chownSync, lstatSync, mkdirSync } from "node:fs";

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes a folder that nobody but its owner can change, or checks an existing one.
 * In a shared place such as /tmp somebody else may have made it first, to read what we put there.
 * Answers why it cannot be trusted, or undefined when it can.
 */
export function makePrivateDirectory(path: string, owner: Owner, mode: number): string | undefined {
  try {
    mkdirSync(path, { mode });
    chmodSync(path, mode);
    if (process.getuid?.() === 0) chownSync(path, owner.uid, owner.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") return (error as Error).message;
  }
  const found = lstatSync(path);
  if (!found.isDirectory()) return `${path} is not a folder`;
  if (found.uid !== owner.uid) return `${path} belongs to uid ${found.uid}, not to uid ${owner.uid}`;
  if ((found.mode & 0o022) !== 0) return `${path} can be written by others`;
  return undefined;
}
