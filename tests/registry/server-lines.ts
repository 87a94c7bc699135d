import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SERVER = join(import.meta.dirname, "../../apps/server/src");
const TEXT = /(`(?:[^`\\]|\\.)*`|"[^"\n]*")/u.source;

/** The lines that the server's source writes behind a beginning such as `new StepFailure\("\w+",`, 7 for each value. `folder` within its source. */
export const serverLines = (folder: string, beginnings: readonly string[]): readonly string[] => {
  const found = sources(folder).flatMap((source) =>
    beginnings.flatMap((beginning) =>
      [...source.matchAll(new RegExp(`${beginning}\\s*${TEXT}`, "gu"))].map(([, text = ""]) => filled(text)),
    ),
  );
  return [...new Set(found)];
};

const sources = (folder: string): readonly string[] =>
  readdirSync(join(SERVER, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".ts") && !file.name.endsWith(".test.ts"))
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));

/** A part that stands only sometimes, and is a template itself, is left out. */
const filled = (text: string): string =>
  text
    .slice(1, -1)
    .replaceAll(/\$\{[^}]*\}/gu, "7")
    .replace(/\$\{.*$/su, "");
