// Who may import whom. The map stands in docs/ARCHITECTURE.md; this rule holds the code to it.
import path from "node:path";

/** For each package: the packages it may import, and which packages from npm (true = any that it declares). */
const PACKAGES = {
  core: { may: [], npm: ["big.js"], node: false },
  contracts: { may: ["core"], npm: true, node: false },
  protocols: { may: ["core"], npm: true, node: true },
  web: { may: ["contracts", "core"], npm: true, node: false },
  server: { may: ["contracts", "core", "protocols"], npm: true, node: true },
};

/** For each room of the server: the rooms it may import besides itself. `app` is what lies directly in src. */
const ROOMS = {
  platform: [],
  features: ["platform"],
  workers: ["features", "platform"],
  http: ["features", "platform"],
  cli: ["workers", "http", "features", "platform", "app"],
  app: ["workers", "http", "features", "platform"],
};

const TEST_TOOLS = ["vitest", "fast-check"];
/** Builds its package, in Node. */
const isBuild = (file) => file.endsWith("/vite.config.ts");
const isTest = (file) => file.endsWith(".test.ts") || file.endsWith(".test.tsx");

/** `{top, pkg, room, feature, entry, kit}` of a path relative to the root of the repository. */
function place(file) {
  const [top, pkg, src, room, feature, ...rest] = file.split("/");
  if (top === "packages") return { pkg };
  if (top !== "apps") return { top };
  if (pkg !== "server" || src !== "src") return { pkg };
  if (feature === undefined) return { pkg, room: "app" };
  if (room !== "features") return { pkg, room };
  return {
    pkg,
    room,
    feature,
    entry: rest.length === 1 && rest[0] === "index.ts",
    kit: rest[0] === "testing",
  };
}

/** The package of this repository that a bare specifier names, if it names one. */
function ownPackage(specifier) {
  if (specifier === "cadencia" || specifier.startsWith("cadencia/")) return "server";
  return /^@cadencia\/([^/]+)/.exec(specifier)?.[1];
}

const npmName = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** Why `from` may not import the bare specifier; undefined if it may. */
function refuseBare(from, specifier, test) {
  if (!from.pkg) return undefined;
  const rules = PACKAGES[from.pkg];
  if (!rules) return `${from.pkg} is not on the map in scripts/lint/boundaries.js`;
  const own = ownPackage(specifier);
  if (own) {
    return own === from.pkg || rules.may.includes(own) ? undefined : `${from.pkg} must not import ${own}`;
  }
  if (specifier.startsWith("node:")) {
    return rules.node || test ? undefined : `${from.pkg} runs in the browser too: no Node modules`;
  }
  if (rules.npm === true || rules.npm.includes(npmName(specifier))) return undefined;
  if (test && TEST_TOOLS.includes(npmName(specifier))) return undefined;
  return `${from.pkg} must not import ${npmName(specifier)}`;
}

/** Why `from` may not import the file at `to`; undefined if it may. */
function refuseFile(from, to, test) {
  if (!from.pkg) return undefined;
  if (to.top) return test ? undefined : `sources must not import ${to.top}/`;
  if (from.pkg !== to.pkg) return `import another package by its name, not by a path into ${to.pkg}`;
  if (!from.room || !to.room) return undefined;
  if (from.room !== to.room) {
    return ROOMS[from.room]?.includes(to.room) ? undefined : `${from.room} must not import ${to.room}`;
  }
  // A test may build its records with another feature's kit.
  if (test && to.kit) return undefined;
  if (from.room === "features" && from.feature !== to.feature && !to.entry) {
    return `${from.feature} meets ${to.feature} only through features/${to.feature}/index.ts`;
  }
  return undefined;
}

export const boundaries = {
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const from = place(file);
    const check = (source) => {
      if (typeof source?.value !== "string") return;
      const specifier = source.value;
      const refused = specifier.startsWith(".")
        ? refuseFile(from, place(path.posix.join(path.posix.dirname(file), specifier)), isTest(file))
        : refuseBare(from, specifier, isTest(file) || isBuild(file));
      if (refused) context.report({ node: source, message: refused });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};
