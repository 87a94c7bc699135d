import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { openCacheDirectory } from "./cache-directory.ts";
import { initialise, makeOwnedDirectory } from "./initialise.ts";
import { putContent, type PreparedContent } from "./prepared-content.ts";
import { renameUnlessThere } from "./rename-unless-there.ts";
import { runChild } from "./run-child.ts";
import { startFailure } from "./server-log.ts";
import type { ServerUser } from "./server-user.ts";

interface Needs {
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly content?: PreparedContent | undefined;
}

/**
 * A throw-away data directory as a copy of one made before: some 30 ms instead of 700. All copies share a system
 * identifier, by which PostgreSQL tells clusters apart, so data that are kept get an initdb of their own.
 */
export async function copyTemplate({ data, ...needs }: Needs & { readonly data: string }): Promise<void> {
  const template = await findTemplate(needs);
  makeOwnedDirectory(data, needs.user);
  // cp keeps owners when root calls it, and shares blocks where the file system can; cpSync took twice as long.
  const { code, output } = await runChild("cp", ["-Rp", `${template}/.`, data], {});
  if (code !== 0) throw startFailure(output, data);
}

async function findTemplate(needs: Needs): Promise<string> {
  const { binaries, user, content } = needs;
  const cache = openCacheDirectory(user);
  const plain = join(cache, `template-${binaries.version}-${user.uid}`);
  const template = content === undefined ? plain : `${plain}-${content.name}`;
  if (existsSync(template)) {
    const now = performance.timeOrigin / 1000;
    utimesSync(template, now, now);
    return template;
  }
  removeForgotten(cache);
  const building = mkdtempSync(`${template}.`);
  try {
    const data = join(building, "data");
    if (content === undefined) await initialise({ data, binaries, user, throwAway: true });
    else await makeWithContent(building, content, needs);
    renameUnlessThere(data, template);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return template;
}

async function makeWithContent(root: string, content: PreparedContent, needs: Needs): Promise<void> {
  await copyTemplate({ binaries: needs.binaries, user: needs.user, data: join(root, "data") });
  await putContent(root, content, needs);
}

/** A template that no start has asked for in so long belongs to a version that is gone; it takes 40 MB. */
const FORGOTTEN_AFTER_MS = 30 * 24 * 3_600_000;

function removeForgotten(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith("template-"))) {
    const path = join(cache, name);
    const unused = performance.timeOrigin - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (unused > FORGOTTEN_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}
