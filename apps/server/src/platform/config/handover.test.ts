import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const wrapper = fileURLToPath(new URL("../../../bin/cadencia.js", import.meta.url));
const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const installedNode = fileURLToPath(new URL(`../../../../../node_modules/${nodePackage}`, import.meta.url));
const oldNode = findOldNode();

/** The machine's own Node, where it is older than ours. */
function findOldNode(): string | undefined {
  const found = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return found.filter(existsSync).find((path) => {
    const { stdout } = spawnSync(path, ["-p", "process.versions.node"], { encoding: "utf8" });
    return Number(stdout.split(".")[0]) < 26;
  });
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A package with this wrapper and an entry of our own. */
function makePackage({ main, withNode = true }: { main: string; withNode?: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), "cadencia-bin-"));
  folders.push(folder);
  for (const name of ["bin", "src/cli", "node_modules"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
  writeFileSync(join(folder, "src/cli/main.ts"), main);
  copyFileSync(wrapper, join(folder, "bin/cadencia.js"));
  if (withNode) symlinkSync(installedNode, join(folder, "node_modules", nodePackage));
  return join(folder, "bin/cadencia.js");
}

test.runIf(oldNode)("an old Node hands arguments and exit code over to the new one", () => {
  const main = `
    const [first]: string[] = process.argv.slice(2);
    console.log(process.versions.node.split(".")[0], first);
    process.exit(7);`;
  const { status, stdout } = spawnSync(oldNode ?? "", [makePackage({ main }), "a b"], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 7, stdout: "26 a b\n" });
});

test("where there is no TypeScript source, as in the published package, it runs the JavaScript beside", () => {
  const bin = makePackage({ main: "" });
  renameSync(join(bin, "../../src/cli/main.ts"), join(bin, "../../src/cli/main.js"));
  writeFileSync(join(bin, "../../src/cli/main.js"), `console.log("published")`);
  const { stdout } = spawnSync(process.execPath, [bin], { encoding: "utf8" });
  expect(stdout).toBe("published\n");
});

test("the new Node runs the entry itself", () => {
  const main = "console.log(process.pid)";
  const { pid, stdout } = spawnSync(process.execPath, [makePackage({ main })], { encoding: "utf8" });
  expect(Number(stdout)).toBe(pid);
});

test.runIf(oldNode).each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s reaches it, and it may end in its own way",
  async (signal) => {
    const main = `
    process.on("${signal}", () => { console.log("closing"); process.exit(3); });
    setInterval(() => {}, 1000);
    console.log("ready");`;
    const child = spawn(oldNode ?? "", [makePackage({ main })], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      if (output === "") child.kill(signal);
      output += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    expect({ code, output }).toEqual({ code: 3, output: "ready\nclosing\n" });
  },
);

test.runIf(oldNode)("a signal that ended it ends the wrapper the same way", () => {
  const main = `process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);`;
  const { signal } = spawnSync(oldNode ?? "", [makePackage({ main })]);
  expect(signal).toBe("SIGKILL");
});

test.runIf(oldNode)("without a Node that is new enough it says so in one line", () => {
  const { status, stderr } = spawnSync(oldNode ?? "", [makePackage({ main: "", withNode: false })], {
    encoding: "utf8",
  });
  expect(status).toBe(69);
  expect(stderr).toMatch(
    /^Cadencia needs Node 26, this is [\d.]+, and the npm package node-\S+ is missing: [^\n]+\n$/u,
  );
});
