// Makes the package that is published, in dist/package: Node refuses to strip types under node_modules, so our own
// sources become JavaScript. The folders stay as they are, so that a module finds the files that stand beside it.
// What comes from npm stays a dependency. The web app comes along built.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
const server = "apps/server";
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const dependencies = foreignDependencies();
const bundle = await rolldown({
  input: path.join(root, server, "src/cli/main.ts"),
  platform: "node",
  external: (id) => !id.startsWith(".") && !path.isAbsolute(id) && !id.startsWith("@cadencia/"),
});
const { output } = await bundle.write({
  dir: target,
  format: "esm",
  preserveModules: true,
  preserveModulesRoot: root,
});
await bundle.close();
refuseUndeclared(
  output.flatMap((file) => (file.type === "chunk" ? [...file.imports, ...file.dynamicImports] : [])),
);

const isSource = (file: string) => statSync(file).isFile() && file.endsWith(".ts");
cpSync(path.join(root, server, "src"), path.join(target, server, "src"), {
  recursive: true,
  filter: (file) => !isSource(file),
});
for (const item of [`${server}/bin`, "README.md", "LICENSE", "NOTICE", "CHANGELOG.md"]) {
  cpSync(path.join(root, item), path.join(target, item), { recursive: true });
}
execFileSync("npm", ["run", "--silent", "build", "--workspace", "@cadencia/web"], {
  cwd: root,
  stdio: "inherit",
});
const pages = "apps/web/dist/app";
cpSync(path.join(root, pages), path.join(target, pages), { recursive: true });
writeFileSync(path.join(target, "package.json"), JSON.stringify(publishedManifest(), null, 2));
console.log(`the package stands in ${path.relative(process.cwd(), target)}`);

/** What the server and the packages it takes in need from npm. */
function foreignDependencies(): Record<string, string> {
  const all = ["packages/core", "packages/contracts", server].flatMap((folder) =>
    Object.entries(manifestOf(folder).dependencies ?? {}),
  );
  return Object.fromEntries(all.filter(([name]) => !name.startsWith("@cadencia/")));
}

/** npm hoists: a package that nobody declares works here and is missing elsewhere. */
function refuseUndeclared(imports: string[]): void {
  const unknown = new Set(imports.filter((name) => !isKnown(name)));
  if (unknown.size > 0) throw new Error(`imported, but no dependency: ${[...unknown].join(", ")}`);
}

function isKnown(name: string): boolean {
  return (
    name.startsWith("node:") ||
    output.some((file) => file.fileName === name) ||
    Object.keys(dependencies).some((one) => name === one || name.startsWith(`${one}/`))
  );
}

function publishedManifest() {
  const { version, optionalDependencies } = manifestOf(server);
  return {
    name: "cadencia",
    version,
    description: manifestOf(".").description,
    license: "MIT",
    type: "module",
    bin: { cadencia: `${server}/bin/cadencia.js` },
    engines: { node: ">=20" },
    dependencies,
    optionalDependencies,
  };
}
