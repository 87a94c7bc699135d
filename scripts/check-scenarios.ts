// check-scenarios.ts FILE|DIR…: runs the scenario files as `cadencia test --json` does, counts what came back against
// what was asked for, so that a runner that runs nothing does not pass. The time is told, start included, and is no
// check: a busy machine must not fail a change.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";

interface Result {
  file: string;
  ok: boolean;
  failures: unknown[];
}

const cadencia = path.resolve(import.meta.dirname, "../apps/server/bin/cadencia.js");
const targets = process.argv.slice(2);
const asked = targets.flatMap((target) => (statSync(target).isDirectory() ? scenariosIn(target) : [target]));

const begin = performance.now();
const run = spawnSync(process.execPath, [cadencia, "test", "--json", ...targets], {
  encoding: "utf8",
  maxBuffer: 1 << 30,
});
const seconds = (performance.now() - begin) / 1000;
process.stderr.write(run.stderr);

const results = parse(run.stdout);
const failed = results.filter((result) => !result.ok);
for (const result of failed) console.log(result.file, JSON.stringify(result.failures, null, 2));
console.log(
  `${results.length} of ${asked.length} files ran, ${failed.length} failed, in ${seconds.toFixed(1)} s`,
);

const complete = asked.length > 0 && results.length === asked.length;
process.exitCode = run.status === 0 && complete && failed.length === 0 ? 0 : 1;

function scenariosIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.ya?ml$/.test(file));
}

function parse(text: string): Result[] {
  try {
    return JSON.parse(text) as Result[];
  } catch {
    console.log(text || "cadencia test printed nothing");
    return [];
  }
}
