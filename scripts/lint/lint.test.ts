// Each rule that this project relies on is broken here once, in a throw-away copy of the layout, and must be found.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const server = "apps/server/src";

/** A file, what stands in it, and the one rule that must find it; no rule: it must pass. */
type Case = readonly [file: string, source: string, rule?: string];

const use = (...specifiers: string[]) => specifiers.map((name) => `export * from "${name}";`).join(" ");

const boundary = "cadencia(boundaries)";
const boundaries: readonly Case[] = [
  ["packages/core/src/filter/a.ts", use("../model/b.ts", "big.js")],
  ["packages/core/src/filter/npm.ts", use("zod"), boundary],
  ["packages/core/src/filter/node.ts", use("node:path"), boundary],
  ["packages/core/src/filter/up.ts", use("@cadencia/contracts/api"), boundary],
  ["packages/core/src/filter/path.ts", use("../../../contracts/src/api/index.ts"), boundary],
  ["packages/core/src/filter/late.ts", `export const late = () => import("cadencia/x");`, boundary],
  ["packages/core/src/filter/type.ts", `export type Db = import("kysely").Sql;`, boundary],
  ["packages/core/src/filter/a.test.ts", use("vitest", "fast-check")],
  ["packages/core/src/filter/b.test.ts", use("pg"), boundary],
  ["packages/contracts/src/api/a.ts", use("@cadencia/core/filter", "zod")],
  ["packages/contracts/src/api/up.ts", use("cadencia"), boundary],
  ["packages/contracts/src/api/node.ts", use("node:fs"), boundary],
  ["packages/protocols/src/ical/up.ts", use("@cadencia/contracts/api"), boundary],
  ["packages/new/src/a.ts", use("zod"), boundary],
  [`${server}/room/a.ts`, use("../platform/db/index.ts"), boundary],
  ["apps/web/src/a.ts", use("cadencia"), boundary],
  [`${server}/platform/db/a.ts`, use("@cadencia/core/model", "@cadencia/contracts/api")],
  [`${server}/platform/db/web.ts`, use("@cadencia/web"), boundary],
  [`${server}/platform/db/webpath.ts`, use("../../../../web/src/a.ts"), boundary],
  [`${server}/platform/db/feature.ts`, use("../../features/records/index.ts"), boundary],
  [`${server}/platform/db/worker.ts`, use("../../workers/due-steps.ts"), boundary],
  [`${server}/features/records/a.ts`, use("../../platform/db/index.ts", "./b.ts")],
  [`${server}/features/records/b.ts`, use("../pipelines/index.ts")],
  [`${server}/features/records/inner.ts`, use("../pipelines/pipelines.repo.ts"), boundary],
  [`${server}/features/records/deep/inner.ts`, use("../../pipelines/x.ts"), boundary],
  [`${server}/features/records/deep/own.ts`, use("../b.ts")],
  [`${server}/features/records/worker.ts`, use("../../workers/due-steps.ts"), boundary],
  [`${server}/features/records/http.ts`, use("../../http/app.ts"), boundary],
  [`${server}/features/records/cli.ts`, use("../../cli/main.ts"), boundary],
  [`${server}/features/records/testkit.ts`, use("../../../../../tests/testkit/db.ts"), boundary],
  [`${server}/features/records/a.test.ts`, use("../../../../../tests/testkit/db.ts")],
  [`${server}/features/records/kit.test.ts`, use("../pipelines/testing/records.ts")],
  [`${server}/features/records/kit.ts`, use("../pipelines/testing/records.ts"), boundary],
  [`${server}/workers/a.ts`, use("../features/records/index.ts", "../platform/db/index.ts")],
  [`${server}/workers/http.ts`, use("../http/app.ts"), boundary],
  [`${server}/http/worker.ts`, use("../workers/due-steps.ts"), boundary],
  [`${server}/cli/a.ts`, use("../workers/a.ts", "../http/app.ts", "../platform/db/index.ts")],
];

const date = "cadencia(no-current-date)";
const property = "eslint(no-restricted-properties)";
const global = "eslint(no-restricted-globals)";
const imported = "eslint(no-restricted-imports)";
const environment = "node(no-process-env)";
const feature = `${server}/features/time`;
const ambient: readonly Case[] = [
  [`${feature}/given.ts`, `export const at = (t: number) => new Date(t);`],
  [`${feature}/new-date.ts`, `export const at = () => new Date();`, date],
  [`${feature}/date-call.ts`, `export const at = () => Date();`, date],
  [`${feature}/now.ts`, `export const at = () => Date.now();`, property],
  [`${feature}/temporal.ts`, `export const at = () => Temporal.Now.instant();`, property],
  [`${feature}/random.ts`, `export const at = () => Math.random();`, property],
  [`${feature}/timeout.ts`, `export const at = (go: () => void) => setTimeout(go, 1);`, global],
  [`${feature}/interval.ts`, `export const at = (go: () => void) => setInterval(go, 1);`, global],
  [`${feature}/global.ts`, `export const at = (go: () => void) => globalThis.setTimeout(go, 1);`, property],
  [`${feature}/timers.ts`, use("node:timers/promises"), imported],
  [`${feature}/fetch.ts`, `export const at = () => fetch("http://localhost");`, global],
  [`${feature}/env.ts`, `export const at = process.env["PORT"];`, environment],
  [`${feature}/env-import.ts`, `export { env } from "node:process";`, imported],
  [`${server}/platform/db/now.ts`, `export const at = () => Date.now();`, property],
  [`packages/core/src/schedule/now.ts`, `export const at = () => Date.now();`, property],
  [`${server}/platform/clock/a.ts`, `export const at = () => [Date.now(), Math.random(), new Date()];`],
  [`${server}/platform/clock/env.ts`, `export const at = process.env["PORT"];`, environment],
  [`${server}/platform/config/a.ts`, `export const at = process.env["PORT"];`],
  [`${server}/platform/config/now.ts`, `export const at = () => Date.now();`, property],
  [`${server}/workers/now.ts`, `export const at = () => setTimeout(() => Date.now(), 1);`],
  [`${server}/cli/now.ts`, `export const at = () => setTimeout(() => Date.now(), 1);`],
  [`${server}/cli/env.ts`, `export const at = process.env["PORT"];`, environment],
  [`tests/e2e/now.ts`, `export const at = () => [Date.now(), process.env["PORT"]];`],
  [`bench/now.ts`, `export const at = () => [Date.now(), process.env["PORT"]];`],
];

const sql = "cadencia(sql-in-repo)";
const statements: readonly Case[] = [
  ["select", "`select id from deal where id = ${Math.PI}`"],
  ["select-call", '"SELECT pg_advisory_lock(1)"'],
  ["insert", '"insert into deal values (1)"'],
  ["update", '"update deal set title = null"'],
  ["delete", '"delete from deal"'],
  ["with", '"with due as (select 1) table due"'],
  ["create", '"create unique index a on b (c)"'],
  ["alter", '"ALTER TABLE deal ADD x int"'],
  ["truncate", '"truncate deal"'],
].map(([name, text]): Case => [`${server}/features/sql/${name}.ts`, `export const text = ${text};`, sql]);
const sqlPlaces: readonly Case[] = [
  ...statements,
  [`${server}/features/sql/tag.ts`, "export const text = (sql: typeof String.raw) => sql`now()`;", sql],
  [
    `${server}/features/sql/builder.ts`,
    `export const text = (db: { selectFrom(t: string): unknown }) => db.selectFrom("deal");`,
    sql,
  ],
  [`${server}/platform/log/sql.ts`, `export const text = "delete from deal";`, sql],
  [`packages/core/src/filter/sql.ts`, `export const text = "delete from deal";`, sql],
  [
    `${server}/features/sql/prose.ts`,
    `export const text = ["Select a deal", "update the deal", "with care"];`,
  ],
  [`${server}/features/sql/sql.repo.ts`, `export const text = "delete from deal";`],
  [`${server}/platform/db/migrations/0001.ts`, `export const text = "create table deal (id uuid)";`],
  [`${server}/features/sql/sql.test.ts`, `export const text = "delete from deal";`],
];

const long = (lines: number) =>
  Array.from({ length: lines }, (_, line) => `export const a${line} = 1;\n`).join("");
const style: readonly Case[] = [
  [
    "packages/core/src/cycle/one.ts",
    `import { two } from "./two.ts"; export const one = () => two;`,
    "import(no-cycle)",
  ],
  [
    "packages/core/src/cycle/two.ts",
    `import { one } from "./one.ts"; export const two = () => one;`,
    "import(no-cycle)",
  ],
  ["packages/core/src/style/any.ts", `export const a = (b: any) => [b];`, "typescript(no-explicit-any)"],
  ["packages/core/src/style/default.ts", `export default 1;`, "import(no-default-export)"],
  [
    "packages/core/src/style/params.ts",
    `export const a = (b: 1, c: 1, d: 1, e: 1) => [b, c, d, e];`,
    "eslint(max-params)",
  ],
  [`${server}/features/style/a.repo.ts`, `export const a = (b: 1, c: 1, d: 1, e: 1) => [b, c, d, e];`],
  [
    `${server}/features/style/b.repo.ts`,
    `export const a = (b: 1, c: 1, d: 1, e: 1, f: 1) => [b, c, d, e, f];`,
    "eslint(max-params)",
  ],
  [
    "packages/core/src/style/switch.ts",
    `export const a = (b: "x" | "y") => { switch (b) { case "x": return 1; } return 2; };`,
    "typescript(switch-exhaustiveness-check)",
  ],
  [
    "packages/core/src/style/default-case.ts",
    `export const a = (b: "x" | "y") => { switch (b) { case "x": return 1; default: return 2; } };`,
  ],
  ["packages/core/src/style/long.ts", long(401), "eslint(max-lines)"],
  ["packages/core/src/style/short.ts", long(400)],
  ["packages/core/src/style/long.test.ts", long(401)],
  [
    "packages/core/src/style/silent.ts",
    `export const a = () => { try { JSON.parse(""); } catch {} };`,
    "eslint(no-empty)",
  ],
  ["packages/core/src/style/ignore.ts", `// @ts-ignore\nexport const a = 1;`, "typescript(ban-ts-comment)"],
  [
    "packages/core/src/style/floating.ts",
    `const later = async () => { await Promise.resolve(); };\nexport const a = () => { later(); };`,
    "typescript(no-floating-promises)",
  ],
  [
    "packages/core/src/style/branches.ts",
    `export const a = (b: number) => { ${"if (b > 1) b += 1;\n".repeat(20)} return b; };`,
    "eslint(complexity)",
  ],
  [
    "packages/core/src/style/mock.test.ts",
    `import { vi } from "vitest"; vi.mock("./short.ts");`,
    "vitest(no-restricted-vi-methods)",
  ],
  [
    "tests/e2e/mock.test.ts",
    `import { vi } from "vitest"; vi.doMock("../x.ts");`,
    "vitest(no-restricted-vi-methods)",
  ],
  [
    "tests/e2e/only.test.ts",
    `import { it } from "vitest"; it.only("a", ({ expect }) => expect(1).toBe(1));`,
    "vitest(no-focused-tests)",
  ],
];

const groups = { boundaries, ambient, sqlPlaces, style };

describe("lint", () => {
  const copy = mkdtempSync(path.join(realpathSync(tmpdir()), "cadencia-lint-"));
  const found = new Map<string, Set<string>>();

  beforeAll(() => {
    cpSync(path.join(root, ".oxlintrc.json"), path.join(copy, ".oxlintrc.json"));
    cpSync(path.join(root, "scripts/lint"), path.join(copy, "scripts/lint"), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    const tsconfig = {
      compilerOptions: { module: "nodenext", strict: true, noEmit: true },
      include: ["packages", "apps"],
    };
    writeFileSync(path.join(copy, "tsconfig.json"), JSON.stringify(tsconfig));
    for (const [file, source] of Object.values(groups).flat()) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), source);
    }
    for (const { filename, code } of run(copy)) {
      found.set(filename, (found.get(filename) ?? new Set()).add(code));
    }
  });

  afterAll(() => rmSync(copy, { recursive: true }));

  for (const [group, cases] of Object.entries(groups)) {
    for (const [file, , rule] of cases) {
      test(`${group}: ${file}`, () => {
        expect([...(found.get(file) ?? [])]).toEqual(rule === undefined ? [] : [rule]);
      });
    }
  }
});

/** Lints the copy as `npm run lint` lints the project. */
function run(folder: string): { filename: string; code: string }[] {
  const args = ["--type-aware", "--format=json", "packages", "apps", "tests", "bench"];
  try {
    execFileSync(process.execPath, [path.join(root, "node_modules/oxlint/bin/oxlint"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }).diagnostics;
  }
  throw new Error("oxlint found nothing in a folder full of mistakes");
}
