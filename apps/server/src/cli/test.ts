import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { readConfig } from "../platform/config/index.ts";
import { createPool, openDatabase, startEmbedded, throwAwayDirectory } from "../platform/db/index.ts";
import { dropSchemas } from "../features/scenarios/lab.repo.ts";
import { findScenarioFiles, Lab, testFile, type FileResult } from "../features/scenarios/index.ts";
import { report } from "./test-report.ts";

/** Scenario files that run at the same time; each waits for the database more than it works. */
const AT_ONCE = 4;

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
  const files = await findScenarioFiles(paths).catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`cannot read ${error.path ?? "a scenario file"}: ${error.code ?? error.message}\n`);
    return null;
  });
  if (files === null) return 2;
  const results = await withLab((lab) => runAll(lab, files));
  if (json) process.stdout.write(`${JSON.stringify(results.map(toJson), null, 2)}\n`);
  else process.stdout.write(report(results, performance.now() - began));
  if (results.some((result) => result.problems.length > 0)) return 2;
  return results.every((result) => result.ok) ? 0 : 1;
};

const toJson = ({ file, scenario, ok, effects, log, failures }: FileResult): object => ({
  file,
  scenario,
  ok,
  effects,
  log,
  failures,
});

const runAll = async (lab: Lab, files: readonly string[]): Promise<FileResult[]> => {
  const results: FileResult[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file !== undefined)
        results[index] = await testFile(lab, file, { elapsed: () => performance.now() });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, lane));
  return results;
};

/** The server of DATABASE_URL, in schemas of its own; otherwise a throw-away server that leaves nothing behind. */
const withLab = async <Result>(work: (lab: Lab) => Promise<Result>): Promise<Result> => {
  const config = readConfig();
  const prefix = `scenario_${randomBytes(4).toString("hex")}_`;
  if (config.databaseUrl !== undefined) {
    const database = await openDatabase(config, { maxConnections: AT_ONCE * 2 });
    try {
      return await work(new Lab(database.pool, prefix));
    } finally {
      await dropSchemas(database.pool, prefix);
      await database.close();
    }
  }
  const server = await startEmbedded({
    directory: throwAwayDirectory(),
    throwAway: true,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const pool = createPool({ connection: server.connection, maxConnections: AT_ONCE * 2 });
  try {
    return await work(new Lab(pool, prefix));
  } finally {
    await pool.end();
    await server.stop();
  }
};
