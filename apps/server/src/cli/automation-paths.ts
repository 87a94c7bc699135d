import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AutomationFile } from "../features/automation-files/index.ts";

const STANDARD_INPUT = 0;

/** The YAML files that a command line names: files, directories of them to any depth, `-` for standard input. */
export const readPaths = (
  paths: readonly string[],
): readonly AutomationFile[] | { readonly missing: string } => {
  const files: AutomationFile[] = [];
  for (const path of paths) {
    if (path === "-") files.push({ file: "standard input", text: readFileSync(STANDARD_INPUT, "utf8") });
    else if (statSync(path, { throwIfNoEntry: false }) === undefined) return { missing: path };
    else files.push(...filesOf(path).map((file) => ({ file, text: readFileSync(file, "utf8") })));
  }
  return files;
};

const filesOf = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? globSync("**/*.{yaml,yml}", { cwd: path })
        .toSorted()
        .map((name) => join(path, name))
    : [path];
