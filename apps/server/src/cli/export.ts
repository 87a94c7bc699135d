import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Automation } from "@cadencia/contracts/automation";
import { automationsToYaml } from "@cadencia/contracts/yaml";
import { exportAutomations } from "../features/automation-files/index.ts";
import { makeDirectory, mustBeWritable, refused } from "./given-paths.ts";
import { withCadencia } from "./with-cadencia.ts";

const MORE = `
A name that ends in .yaml or .yml is one file with all automations, any other name a directory with one file for each
automation. What "cadencia apply" reads back is the same: exported again, it gives the same bytes.

Examples:
  cadencia export                      everything to the terminal
  cadencia export automations/         one file for each automation
  cadencia export all.yaml`;

export const registerExport = (program: Command): void => {
  program
    .command("export")
    .description("Write the automations as YAML.")
    .argument("[target]", "a directory, a .yaml file, or - for the terminal", "-")
    .addHelpText("after", MORE)
    .action((target: string) => exportTo(target));
};

const exportTo = async (target: string): Promise<void> => {
  checkTarget(target);
  const automations = await withCadencia(({ engine }) => exportAutomations(engine), { existing: true });
  if (target === "-") {
    process.stdout.write(automationsToYaml(automations));
    return;
  }
  const written = isFile(target) ? writeIfNew(target, automations) : writeEach(target, automations);
  console.error(`${automations.length} automations in ${target}, ${written} files written`);
};

const checkTarget = (target: string): void => {
  if (target === "-") return;
  if (isFile(target)) return mustBeWritable(target);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === false)
    throw refused(`cannot write ${target}: it is no directory, and its name does not end in .yaml`);
  makeDirectory(target);
};

const isFile = (target: string): boolean => /\.ya?ml$/.test(target);

const writeEach = (folder: string, automations: readonly Automation[]): number => {
  const files = new Map(automations.map((automation) => [`${automation.key}.yaml`, automation]));
  for (const stranger of readdirSync(folder).filter((name) => isFile(name) && !files.has(name))) {
    console.error(`${join(folder, stranger)} is left alone: no automation of this workspace is called so`);
  }
  return [...files].reduce(
    (sum, [name, automation]) => sum + writeIfNew(join(folder, name), [automation]),
    0,
  );
};

/** A file that says the same already keeps its date. */
const writeIfNew = (path: string, automations: readonly Automation[]): number => {
  const text = automationsToYaml(automations);
  if (existsSync(path) && readFileSync(path, "utf8") === text) return 0;
  writeFileSync(path, text);
  return 1;
};
