import { readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * npm packages cannot carry symbolic links; the package lists them and makes them in an install script.
 * Install scripts are off here, so the launcher makes them. Throws EACCES or EROFS where it may not.
 */
export function linkLibraries(packageDirectory: string): void {
  const list = readFileSync(join(packageDirectory, "native", "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(list) as Link[]) {
    try {
      symlinkSync(relative(dirname(target), source), join(packageDirectory, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
