import { globSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AutomationFile } from "../features/automation-files/index.ts";
import { mustBeReadable, refused } from "./given-paths.ts";

const STANDARD_INPUT = 0;

/**
 * The YAML files that a command line names: files, directories of them to any depth, `-` for standard input. A file
 * that is named twice is read once. A directory without any is refused: with --prune it would mean "delete all".
 */
export const readPaths = (paths: readonly string[]): readonly AutomationFile[] => {
  const files = new Map<string, AutomationFile>();
  for (const path of new Set(paths)) {
    if (path === "-") {
      files.set(path, { file: "standard input", text: readFileSync(STANDARD_INPUT, "utf8") });
      continue;
    }
    mustBeReadable(path, "file or directory");
    for (const file of filesOf(path)) {
      mustBeReadable(file);
      const known = realpathSync(file);
      if (!files.has(known)) files.set(known, { file, text: readFileSync(file, "utf8") });
    }
  }
  return [...files.values()];
};

const filesOf = (path: string): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path];
  const names = globSync("**/*.{yaml,yml}", { cwd: path }).toSorted();
  if (names.length === 0) throw refused(`cannot read ${path}: there is no YAML file in this directory`);
  return names.map((name) => join(path, name));
};
