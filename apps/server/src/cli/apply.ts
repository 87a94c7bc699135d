import type { Command } from "commander";
import { applyAutomations, readAutomationFiles, type Applied } from "../features/automation-files/index.ts";
import type { ActiveRuns } from "../features/automation/index.ts";
import { activeRunsOption } from "./active-runs-option.ts";
import { readPaths } from "./automation-paths.ts";
import { withCadencia } from "./with-cadencia.ts";

interface Options {
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly activeRuns: ActiveRuns;
}

const MORE = `
What is missing is created, what differs is published as a new version (runs under way finish on theirs, unless
--active-runs says otherwise), what is equal is left alone; "active: false" switches off. All of it happens, or nothing: when one file is wrong, none is applied.

Exit status: 0 when it is done, 2 when a file cannot be used; then nothing was applied.

Examples:
  cadencia apply automations/
  cadencia apply follow-up.yaml --active-runs move
  cadencia export - | cadencia apply -`;

export const registerApply = (program: Command): void => {
  program
    .command("apply")
    .description("Bring the automations to what YAML files say.")
    .argument("<paths...>", "YAML files, directories of them to any depth, or - for standard input")
    .addOption(activeRunsOption())
    .option("--dry-run", "tell what would be done, and do nothing")
    .option("--prune", "delete automations that no file names")
    .addHelpText("after", MORE)
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await applyPaths(paths, options);
    });
};

const applyPaths = async (paths: readonly string[], options: Options): Promise<number> => {
  const files = readPaths(paths);
  const read = readAutomationFiles(files);
  if (!read.ok) return unusable(read.problems);
  const result = await withCadencia(({ engine }) => applyAutomations(engine, read.written, options));
  if (!result.ok) return unusable(result.problems);
  report(result.applied, options);
  return 0;
};

const report = (applied: readonly Applied[], { dryRun }: Options): void => {
  for (const each of applied) console.log(lineOf(each));
  const changed = applied.filter(({ deeds }) => deeds.length > 0).length;
  console.log(
    `${changed} ${dryRun === true ? "would change" : "changed"}, ${applied.length - changed} equal already`,
  );
};

const lineOf = ({ key, version, deeds }: Applied): string =>
  deeds.length === 0 ? `${key}: equal` : `${key}: ${deeds.join(", ")} (version ${version})`;

const unusable = (lines: readonly string[]): number => {
  for (const line of lines) console.error(line);
  console.error("Nothing was applied.");
  return 2;
};
