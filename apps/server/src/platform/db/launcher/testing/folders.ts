import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { prepareBinaries } from "../binaries.ts";
import { isPostmaster, readPostmasterFile } from "../postmaster.ts";
import { chooseServerUser } from "../server-user.ts";
import { copyTemplate } from "../template.ts";
import { throwAwayDirectory } from "../throw-away-directory.ts";

/** Where files cost nothing, for data that need not be on a disk: initdb takes 0.9 s there, up to 3 s on a busy one. */
export const memory = dirname(throwAwayDirectory());

const made: string[] = [];

/** A folder that everybody may enter, as the home of a data directory usually is. */
export function makeFolder({ parent = tmpdir(), uid }: { parent?: string; uid?: number } = {}): string {
  const folder = mkdtempSync(join(parent, "cadencia-launcher-test-"));
  made.push(folder);
  chmodSync(folder, 0o755);
  if (uid !== undefined) chownSync(folder, uid, uid);
  return folder;
}

/** A directory with data to keep, without the second that initdb takes. */
export async function makeDatabaseDirectory(): Promise<string> {
  const directory = join(makeFolder({ parent: memory }), "database");
  mkdirSync(directory, { mode: 0o755 });
  const user = chooseServerUser();
  await copyTemplate({ data: join(directory, "data"), binaries: prepareBinaries(user), user });
  return directory;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) {
    endLeftOver(join(folder, "database", "data"));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test that failed may not have stopped its server. */
function endLeftOver(data: string): void {
  const pid = readPostmasterFile(data)?.pid;
  if (pid !== undefined && isPostmaster(pid, data)) process.kill(pid, "SIGQUIT");
}
