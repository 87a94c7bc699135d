#!/usr/bin/env node
// Plain JavaScript for Node 20 and later: the machine's own Node only starts this, the work runs on the Node 26
// that came through npm. Handing over costs 60 ms.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const neededMajor = 26;
const here = dirname(fileURLToPath(import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= neededMajor)
  await import(pathToFileURL(entryPoint()).href);
else handOver(findNode());

/** A checkout runs its sources; the published package has JavaScript in the same folders. */
function entryPoint() {
  const folder = join(here, "..", "src", "cli");
  const source = join(folder, "main.ts");
  return existsSync(source) ? source : join(folder, "main.js");
}

function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  } catch {
    return fail(
      `Cadencia needs Node ${neededMajor}, this is ${process.versions.node}, and the npm package ${name} is missing: ` +
        `run npm install with optional dependencies, or start it with Node ${neededMajor}.`,
    );
  }
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // Whoever started us knows only our pid.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Cadencia cannot run ${node}: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Should the signal not end us (as PID 1 of a container), leave as a shell would report it.
    setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
  });
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  // EX_UNAVAILABLE of sysexits.
  process.exit(69);
}
