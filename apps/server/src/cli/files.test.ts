import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Command } from "commander";
import { openTestDatabase, type TestDatabase } from "../platform/db/testing.ts";
import { registerApply } from "./apply.ts";
import { registerExport } from "./export.ts";
import { registerImport } from "./import.ts";
import { registerPlan } from "./plan.ts";

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
  for (const register of [registerImport, registerExport, registerApply, registerPlan]) register(program);
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

const note = (id: string, wait: string): string =>
  `  - {id: ${id}, wait: {for: ${wait}}, do: post_note, with: {text: Hello}}\n`;
const planned = (steps: string, more = ""): string =>
  `key: planned\nobject: company\ntrigger: {on: created}\n${more}steps:\n${steps}`;

describe("cadencia plan", () => {
  it("tells what apply would change and what becomes of runs under way, with exit 1, and changes nothing", async () => {
    mkdirSync(inFolder("code"));
    write("code/planned.yaml", planned(note("one", "30d") + note("two", "30d")));
    expect(await cadencia("plan", inFolder("code"))).toEqual({
      code: 1,
      out:
        "planned: would be created, would be switched on\na: stands in no file and stays\n" +
        "1 to create, 0 to change, 1 in no file, 0 equal already\n",
      err: expect.any(String),
    });
    await cadencia("apply", inFolder("code"));
    expect(await cadencia("plan", inFolder("code"))).toMatchObject({
      code: 0,
      out: "planned: equal\na: stands in no file and stays\n0 to create, 0 to change, 1 in no file, 1 equal already\n",
    });

    write("planned.csv", "name\nNew one\nOther\n");
    await cadencia("import", "company", inFolder("planned.csv"), "--run-automations");
    write("code/planned.yaml", planned(note("two", "10d"), "name: Plan\n"));
    const said = await cadencia("plan", inFolder("code"), "--active-runs", "move", "--prune");
    expect(said.code).toBe(1);
    expect(said.out).toBe(
      [
        "planned: would be published as version 2",
        "  Name: Plan (new)",
        "  Step “one” removed: {id: one, wait: {for: 30d}, do: post_note, with: {text: Hello}}",
        "  Step “two”, wait: {for: 30d} → {for: 10d}",
        "  2 runs under way: would move to the new version, 2 of them losing an open step",
        "a: stands in no file and would be deleted",
        "0 to create, 1 to change, 1 to delete, 0 equal already",
        "",
      ].join("\n"),
    );
    expect((await cadencia("plan", inFolder("code"), "--locale", "es")).out).toContain(
      "  Paso «two», espera: {for: 30d} → {for: 10d}\n  2 runs under way: would finish on the version it began with",
    );
  });

  it("says the same to programs, and apply does what was said", async () => {
    const json = async (...words: string[]) => {
      const { code, out } = await cadencia("plan", inFolder("code"), "--json", ...words);
      const each = JSON.parse(out) as { key: string }[];
      return { code, plan: each.find(({ key }) => key === "planned") };
    };
    expect(await json("--active-runs", "cancel")).toMatchObject({
      code: 1,
      plan: {
        status: "change",
        deeds: ["published"],
        version: 2,
        runs: { under_way: 2, fate: "cancel", losing_steps: 0 },
        differences: [
          { kind: "changed", part: "name", after: "Plan" },
          { kind: "removed", step: "one" },
          { kind: "changed", step: "two", part: "wait" },
        ],
      },
    });
    expect((await cadencia("apply", inFolder("code"), "--active-runs", "move")).out).toContain(
      "planned: published (version 2)",
    );
    expect(await json("--active-runs", "cancel")).toMatchObject({
      plan: { status: "equal", deeds: [], runs: { under_way: 2, fate: "stay" } },
    });
    write("code/planned.yaml", planned(note("three", "1d"), "name: Plan\n"));
    expect(await json("--active-runs", "move")).toMatchObject({ plan: { runs: { losing_steps: 2 } } });
  });

  it("refuses a bad file with exit 2 and its line", async () => {
    write("code/planned.yaml", planned(note("one", "1d"), "when: [nme, is, x]\n"));
    const bad = await cadencia("plan", inFolder("code"));
    expect(bad).toMatchObject({ code: 2, out: "" });
    expect(bad.err).toMatch(/planned\.yaml:4:\d+: .*"nme"; did you mean "name"\?/);
    write("code/planned.yaml", planned(note("one", "1d")).replace("object: company", "object: deal"));
    expect((await cadencia("plan", inFolder("code"))).err).toContain(
      "works on company; make another one for deal",
    );
    await expect(cadencia("plan", inFolder("nowhere"))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("cannot read"),
    });
  });
});
