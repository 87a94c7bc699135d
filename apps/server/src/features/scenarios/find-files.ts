import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The YAML files of files and directories, to any depth, in order of their names. */
export const findScenarioFiles = async (paths: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) {
      const entries = (await readdir(path)).toSorted();
      const inner = entries.map((entry) => join(path, entry));
      const nested = await Promise.all(
        inner.map(async (entry) =>
          (await stat(entry)).isDirectory() || /\.ya?ml$/.test(entry) ? entry : null,
        ),
      );
      found.push(...(await findScenarioFiles(nested.filter((entry) => entry !== null))));
    } else {
      found.push(path);
    }
  }
  return found;
};
