import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Log } from "../../platform/log/index.ts";
import { WEB_FOLDER } from "./serve-web-app.ts";

/** What the built app is made of. */
const SOURCES = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "../../packages/core/src",
  "../../packages/contracts/src",
];

/**
 * Builds the web app of a checkout where it is missing or older than its sources, some 3 s beside the running server.
 * The published package brings it along and has no sources.
 */
export const buildWebApp = async (log: Pick<Log, "info" | "error">): Promise<void> => {
  if (!existsSync(join(WEB_FOLDER, "src")) || isCurrent()) return;
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  const failure = await run([vite, "build", "--logLevel", "error"]);
  if (failure === null) log.info("the web app was built");
  else log.error(`the web app could not be built: ${failure}`);
};

const isCurrent = (): boolean => {
  const built = statSync(join(WEB_FOLDER, "dist/app/index.html"), { throwIfNoEntry: false });
  return built !== undefined && SOURCES.every((source) => newest(join(WEB_FOLDER, source)) <= built.mtimeMs);
};

const newest = (path: string): number => {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};

/** Null when all went well, otherwise what was said. */
const run = (args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const said: string[] = [];
    const child = spawn(process.execPath, args, {
      cwd: WEB_FOLDER,
      // Nothing of the caller's: under vitest's NODE_ENV it would be React's development build, three times as slow.
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const hear = (chunk: Buffer): void => void said.push(chunk.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code) => resolve(code === 0 ? null : said.join("").trim()));
  });
