import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

/** What postmaster.pid tells of a server, dead or alive. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: string;
  readonly socketDirectory: string;
  readonly listenAddress: string;
  readonly ready: boolean;
}

export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  const text = readIfThere(join(dataDirectory, "postmaster.pid"));
  const [pid, , , port, socketDirectory, listenAddress, , status] = text?.split("\n") ?? [];
  if (pid === undefined || !/^-?\d+$/u.test(pid)) return undefined;
  return {
    pid: Math.abs(Number(pid)),
    port: port ?? "",
    socketDirectory: socketDirectory ?? "",
    listenAddress: listenAddress ?? "",
    ready: status?.trim() === "ready",
  };
}

/**
 * Whether the pid is a postmaster of this data directory. A pid alone proves nothing: after a restart of the machine
 * it may be anybody's, and a killed postmaster stays visible as a zombie until its parent looks.
 */
export function isPostmaster(pid: number, dataDirectory: string): boolean {
  if (!isProcess(pid)) return false;
  if (process.platform === "linux") return isLinuxPostmaster(pid, dataDirectory);
  const { stdout } = spawnSync("ps", ["-o", "stat=,command=", "-p", String(pid)], { encoding: "utf8" });
  return !stdout.startsWith("Z") && stdout.includes("postgres") && stdout.includes(dataDirectory);
}

/** A zombie counts, as it does for PostgreSQL's own check. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isLinuxPostmaster(pid: number, dataDirectory: string): boolean {
  try {
    // PostgreSQL works inside its data directory; a zombie has no folder at all.
    if (readlinkSync(`/proc/${pid}/cwd`) !== dataDirectory) return false;
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    return false;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
