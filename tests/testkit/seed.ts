import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["apps/server/src", "packages", "tests/failure"];

/**
 * What chance begins with: CADENCIA_SEED where it is given (a failed run prints its own), else a number that the code
 * gives. So the same code meets the same random cases wherever it is tested, a failure is found by who brought it in,
 * and each change meets other cases; the nightly run draws its seed.
 */
export const chanceSeed = (): number => {
  const given = process.env["CADENCIA_SEED"];
  if (given !== undefined) return Number(given);
  const hash = createHash("sha256");
  for (const path of FOLDERS.flatMap(sourcesIn).toSorted())
    hash.update(path).update(readFileSync(join(ROOT, path)));
  return hash.digest().readUInt32BE() >>> 1;
};

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => join(folder, path));
