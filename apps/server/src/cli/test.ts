import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { readConfig, type Config } from "../platform/config/index.ts";
import { createPool, openDatabase, startEmbedded, throwAwayDirectory } from "../platform/db/index.ts";
import { labContent } from "../features/scenarios/lab-content.ts";
import { dropSchemas } from "../features/scenarios/lab.repo.ts";
import { Lab } from "../features/scenarios/lab.ts";
import { findScenarioFiles } from "../features/scenarios/find-files.ts";
import type { FileResult } from "../features/scenarios/test-files.ts";
import { cannotRead, mustBeReadable, refused } from "./given-paths.ts";
import { report } from "./test-report.ts";

/** Scenario files that run at the same time: the third keeps two processors busy, a fourth has to plan all statements once more. */
const AT_ONCE = 3;
/** One scenario hands over several messages at a time. */
const CONNECTIONS = 4;

export const registerTest = (program: Command): void => {
  program
    .command("test")
    .description("Run scenario files: automations tested on a virtual clock")
    .argument("<paths...>", "scenario files, or directories of them")
    .option("--json", "print one array with a result for each file")
    .addHelpText(
      "after",
      "\nExit status: 0 when every expectation holds, 1 when one does not, 2 when a file cannot be used.\n\nExamples:\n  $ cadencia test tests/scenarios\n  $ cadencia test follow-up.yaml --json",
    )
    .action(async (paths: string[], options: { json?: boolean }) => {
      process.exitCode = await testPaths(paths, options.json === true);
    });
};

const testPaths = async (paths: readonly string[], json: boolean): Promise<number> => {
  const began = performance.now();
  const files = await filesOf(paths);
  const results = await inLab((runFile) => runAll(files, runFile));
  if (json) process.stdout.write(`${JSON.stringify(results.map(toJson), null, 2)}\n`);
  else process.stdout.write(report(results, performance.now() - began));
  if (results.some((result) => result.problems.length > 0)) return 2;
  return results.every((result) => result.ok) ? 0 : 1;
};

/** Every path is looked at before the first scenario runs. */
const filesOf = async (paths: readonly string[]): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const path of new Set(paths)) {
    mustBeReadable(path, "file or directory");
    const found = await findScenarioFiles([path]).catch((error: NodeJS.ErrnoException) => {
      throw cannotRead(error.path ?? path, error);
    });
    if (found.length === 0) throw refused(`cannot read ${path}: there is no YAML file in this directory`);
    for (const file of found) mustBeReadable(file);
    files.push(...found);
  }
  return [...new Set(files)];
};

const toJson = ({ file, scenario, ok, effects, log, failures }: FileResult): object => ({
  file,
  scenario,
  ok,
  effects,
  log,
  failures,
});

type RunFile = (file: string) => Promise<FileResult>;

const runAll = async (files: readonly string[], runFile: RunFile): Promise<FileResult[]> => {
  const results: FileResult[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file !== undefined) results[index] = await runFile(file);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, lane));
  return results;
};

/** The server starts, which is mostly waiting, while the engine is loaded, which is mostly work. */
const inLab = async <Result>(work: (runFile: RunFile) => Promise<Result>): Promise<Result> => {
  const opening = openLab();
  const loading = import("../features/scenarios/test-files.ts");
  const [opened, loaded] = await Promise.allSettled([opening, loading]);
  if (opened.status === "rejected") throw opened.reason;
  const { lab, close } = opened.value;
  try {
    if (loaded.status === "rejected") throw loaded.reason;
    const { testFile } = loaded.value;
    return await work((file) => testFile(lab, file, { elapsed: () => performance.now() }));
  } finally {
    await close();
  }
};

interface OpenLab {
  readonly lab: Lab;
  readonly close: () => Promise<void>;
}

/** The server of DATABASE_URL, in schemas of its own; otherwise a throw-away server that leaves nothing behind. */
const openLab = (): Promise<OpenLab> => {
  const config = readConfig();
  return config.databaseUrl === undefined ? openEmbeddedLab() : openLabOf(config);
};

const openLabOf = async (config: Config): Promise<OpenLab> => {
  const prefix = `scenario_${randomBytes(4).toString("hex")}_`;
  const database = await openDatabase(config, { maxConnections: AT_ONCE * CONNECTIONS });
  return {
    lab: new Lab({ prefix, openPool: () => database.pool }),
    close: async () => {
      await dropSchemas(database.pool, prefix);
      await database.close();
    },
  };
};

const openEmbeddedLab = async (): Promise<OpenLab> => {
  const prefix = "scenario_";
  const { connection, stop } = await startEmbedded({
    directory: throwAwayDirectory(),
    throwAway: true,
    content: await labContent(prefix, AT_ONCE),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const openPool = () => createPool({ connection, maxConnections: CONNECTIONS });
  const lab = new Lab({ prefix, openPool, ready: AT_ONCE });
  return {
    lab,
    close: async () => {
      await lab.close();
      await stop();
    },
  };
};
