// Makes the package that is published, in dist/package: Node refuses to strip types under node_modules, so our own
// sources become one JavaScript file. What comes from npm stays a dependency.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

interface Manifest {
  version: string;
  description?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "dist/package");
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const bundle = await rolldown({
  input: { main: path.join(root, "apps/server/src/cli/main.ts") },
  platform: "node",
  external: (id) => !id.startsWith(".") && !path.isAbsolute(id) && !id.startsWith("@cadencia/"),
});
await bundle.write({ dir: path.join(target, "dist"), format: "esm", sourcemap: true });
await bundle.close();

cpSync(path.join(root, "apps/server/bin"), path.join(target, "bin"), { recursive: true });
for (const file of ["README.md", "LICENSE", "NOTICE", "CHANGELOG.md"])
  cpSync(path.join(root, file), path.join(target, file));
writeFileSync(path.join(target, "package.json"), JSON.stringify(published(), null, 2));
console.log(`the package stands in ${path.relative(process.cwd(), target)}`);

/** The server's manifest, with the npm dependencies of the packages that the bundle has taken in. */
function published() {
  const server = manifestOf("apps/server");
  const dependencies = ["packages/core", "packages/contracts", "apps/server"].map(
    (one) => manifestOf(one).dependencies,
  );
  const foreign = Object.entries(Object.assign({}, ...dependencies) as Record<string, string>);
  return {
    name: "cadencia",
    version: server.version,
    description: manifestOf(".").description,
    license: "MIT",
    type: "module",
    bin: { cadencia: "bin/cadencia.js" },
    engines: { node: ">=20" },
    dependencies: Object.fromEntries(foreign.filter(([name]) => !name.startsWith("@cadencia/"))),
    optionalDependencies: server.optionalDependencies,
  };
}
