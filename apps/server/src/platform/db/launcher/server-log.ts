import { openSync, readFileSync, renameSync, statSync } from "node:fs";
import { DatabaseError, type DatabaseErrorCode } from "../errors.ts";

const largestLog = 10 * 1024 * 1024;

export interface ServerLog {
  readonly path: string;
  /** Open for appending; handed to the server as its output, so its user needs no right to the file. */
  readonly descriptor: number;
  readonly sizeBefore: number;
}

export function openServerLog(path: string): ServerLog {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const rotate = size > largestLog;
  if (rotate) renameSync(path, `${path}.1`);
  return { path, descriptor: openSync(path, "a", 0o600), sizeBefore: rotate ? 0 : size };
}

/** The lines the server wrote since the log was opened. */
export function readServerLog({ path, sizeBefore }: ServerLog): string {
  return readFileSync(path).subarray(sizeBefore).toString("utf8");
}

/** A server or initdb that gave up, as one coded line. */
export function startFailure(output: string, where: string): DatabaseError {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.find((line) => /PANIC|FATAL|error:|could not/u.test(line)) ?? lines.at(-1);
  // Without the time and process number in front.
  const why = telling?.replace(/^.*?(?=PANIC|FATAL|error:|could not)/u, "").trim();
  return new DatabaseError(codeOf(output), { where, why });
}

function codeOf(output: string): DatabaseErrorCode {
  if (/No space left on device|Disk quota exceeded/u.test(output)) return "DB_DISK_FULL";
  if (/could not look up effective user/u.test(output)) return "DB_USER_UNKNOWN";
  if (/lock file ".*" already exists/u.test(output)) return "DB_DIRECTORY_BUSY";
  if (/Permission denied|has wrong ownership|invalid permissions/u.test(output))
    return "DB_DIRECTORY_PERMISSIONS";
  return "DB_START_FAILED";
}
