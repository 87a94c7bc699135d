import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Command } from "commander";
import { openTestDatabase, type TestDatabase } from "../platform/db/testing.ts";
import { registerApply } from "./apply.ts";
import { registerExport } from "./export.ts";
import { registerImport } from "./import.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "cadencia-cli-"));
  vi.stubEnv("DATABASE_URL", database.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command as people run it, but in this process: loading the product takes longer than the work. */
const cadencia = async (...words: readonly string[]): Promise<Ended> => {
  const out = vi.spyOn(console, "log").mockReturnValue();
  const err = vi.spyOn(console, "error").mockReturnValue();
  const program = new Command("cadencia");
  for (const register of [registerImport, registerExport, registerApply]) register(program);
  await program.parseAsync(words, { from: "user" });
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  const ended = { code, out: linesOf(out), err: linesOf(err) };
  vi.restoreAllMocks();
  return ended;
};

const linesOf = (spy: { readonly mock: { readonly calls: readonly unknown[][] } }): string =>
  spy.mock.calls.map(([line]) => `${String(line)}\n`).join("");

const inFolder = (name: string): string => join(folder, name);
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

describe("cadencia import", () => {
  it("tells what came in, what did not and why; with exit 1 when rows were left out", async () => {
    write("companies.csv", "Firma,Since\nAcme,2015-01-01\nBeta,\n,2015-13-01\n");
    write("map.yaml", "name: Firma\ncreated_at: Since\n");
    const done = await cadencia(
      "import",
      "company",
      inFolder("companies.csv"),
      "--map",
      inFolder("map.yaml"),
      "--errors",
      inFolder("bad.csv"),
    );
    expect(done.code).toBe(1);
    expect(done.out).toContain(
      "2 of 3 rows imported as company\n1 rows left out:\n  line 4: created_at (column Since): must be an instant",
    );
    expect(read("bad.csv")).toMatch(
      /^line,field,reason\n4,"created_at","created_at \(column Since\): must be an instant/,
    );
    write("deals.csv", "t,who\nBoiler,beta\n");
    const deals = await cadencia(
      "import",
      "deal",
      inFolder("deals.csv"),
      "--map",
      "{title: t, company: {column: who, match: company.name}}",
    );
    expect(deals).toEqual({
      code: 0,
      out: "1 of 1 rows imported as deal\n  company: 1 found, 0 new company made\n",
      err: expect.any(String),
    });
  });

  it("refuses what it cannot use with exit 2, at the line of the map", async () => {
    write("wrong.yaml", "name: Frima\nvta: Since\n");
    const wrong = await cadencia(
      "import",
      "company",
      inFolder("companies.csv"),
      "--map",
      inFolder("wrong.yaml"),
    );
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain(
      'wrong.yaml:1:1: map of name: there is no column "Frima"; did you mean "Firma"?',
    );
    expect(wrong.err).toContain('wrong.yaml:2:1: company has no field "vta"; did you mean "vat"?');
  });
});

describe("cadencia export and apply", () => {
  it("go round without a byte of difference", async () => {
    mkdirSync(inFolder("mine"));
    write(
      "mine/a.yaml",
      "key: a\nobject: deal\ntrigger: {on: created}\nsteps: [{id: x, do: add_tags, with: {tags: [new]}}]\n",
    );
    expect(await cadencia("apply", inFolder("mine"))).toMatchObject({
      code: 0,
      out: "a: created, switched on (version 1)\n1 changed, 0 equal already\n",
    });
    await cadencia("export", inFolder("first"));
    expect((await cadencia("apply", inFolder("first"))).out).toBe("a: equal\n0 changed, 1 equal already\n");
    await cadencia("export", inFolder("all.yaml"));
    expect(read("all.yaml")).toBe(read("first/a.yaml"));
  });

  it("refuse a bad file with exit 2 and its line", async () => {
    write("bad.yaml", "key: a\nobject: deal\ntriger: {on: created}\nsteps: [{id: x, do: archive}]\n");
    const bad = await cadencia("apply", inFolder("bad.yaml"), inFolder("mine"));
    expect(bad.code).toBe(2);
    expect(bad.err).toContain(
      'bad.yaml:3:1: unknown key "triger" in the automation; did you mean "trigger"?',
    );
    expect(bad.err).toContain("Nothing was applied.");
  });
});
