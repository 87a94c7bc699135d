import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";
import { contentOf } from "./content.repo.ts";
import { registeredCommands, wordsToCover, type Registered } from "./registered.ts";
import { runInProcess, type Ended } from "./run-in-process.ts";

let database: TestDatabase;
let folder: string;
const NOBODY = "01900000-0000-7000-8000-000000000000";
const AUTOMATION = "key: call\nobject: deal\ntrigger: {on: created}\nsteps: [{id: x, do: archive}]\n";
const SCENARIO =
  "scenario: Nothing\nstart: 2026-06-01T10:00\nuntil: 2026-06-02T10:00\nexpect: []\nworkspace: {timezone: Europe/Madird}\n";
const FILES: Readonly<Record<string, string>> = {
  "call.yaml": AUTOMATION,
  "same/one.yaml": AUTOMATION.replace("call", "twin"),
  "same/two.yaml": AUTOMATION.replace("call", "twin"),
  "broken.yaml": "key: [call\nobject: deal\n",
  "unknown-key.yaml": AUTOMATION.replace("trigger", "triger"),
  "unknown-field.yaml": `${AUTOMATION}when: [amont, gt, 1]\n`,
  "text.txt": "hello\n",
  "zone.yaml": SCENARIO,
  "no-user.yaml": `${SCENARIO.replace("Madird", "Madrid")}users: {ana: {name: Ana, email: ana@x.test}}\ntimeline: [{at: 2026-06-01T11:00, as: anna, create: d, object: deal, set: {title: x}}]\n`,
  "deals.csv": "title,amount\nBoiler,5\n",
  "map.yaml": "titel: title\n",
  "column.yaml": "title: titel\n",
  "empty.csv": "",
};

beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "cadencia-bad-input-"));
  for (const name of ["empty", "same"]) mkdirSync(inFolder(name));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(inFolder(name), text);
  symlinkSync("circle.yaml", inFolder("circle.yaml"));
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("CADENCIA_DATA", inFolder("data"));
  const applied = await runInProcess(["apply", inFolder("call.yaml")]);
  if (applied.code !== 0) throw new Error(applied.err);
});
afterEach(() => {
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("PORT", "");
  vi.stubEnv("HOST", "");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => join(folder, name);
/** `@name` stands for a file in the folder of this test. */
const filled = (text: string): string => text.replace(/^@/, `${folder}/`);

interface Row {
  /** What the row is about, as `wordsToCover` names it. */
  readonly of: string;
  /** The rest of the command line, words parted by spaces. */
  readonly with: string;
  readonly says: string;
  /** Default 2: what was given cannot be used. */
  readonly code?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const FILE_ROWS = (of: string): readonly Row[] => [
  { of, with: "@cal.yaml", says: 'cal.yaml: there is no such file; did you mean "call.yaml"?' },
  { of, with: "@circle.yaml", says: "circle.yaml: its symbolic links lead in a circle" },
  { of, with: "@text.txt/x.yaml", says: "x.yaml: what stands before the last / is no directory" },
  { of, with: "@empty", says: "empty: there is no YAML file in this directory" },
  { of, with: "@broken.yaml", says: "broken.yaml:2:" },
];

const AUTOMATION_FILE_ROWS = (of: string): readonly Row[] => [
  ...FILE_ROWS(of),
  { of, with: "@call.yaml @nope.yaml", says: "nope.yaml: there is no such file" },
  { of, with: "@text.txt", says: "text.txt:1:1: the document holds no automations" },
  {
    of,
    with: "@unknown-key.yaml",
    says: 'unknown-key.yaml:3:1: unknown key "triger" in the automation; did you mean "trigger"?',
  },
  { of, with: "@unknown-field.yaml", says: 'deal has no field "amont"; did you mean "amount"?' },
  { of, with: "@same", says: 'the automation "twin" stands in' },
];

const CHOICE = "Allowed choices are";
const ROWS: readonly Row[] = [
  ...AUTOMATION_FILE_ROWS("plan <paths>"),
  ...AUTOMATION_FILE_ROWS("apply <paths>"),
  { of: "plan --active-runs", with: "@call.yaml --active-runs mov", says: `${CHOICE} finish, move, cancel` },
  { of: "apply --active-runs", with: "@call.yaml --active-runs mov", says: `${CHOICE} finish, move, cancel` },
  { of: "plan --locale", with: "@call.yaml --locale fr", says: `${CHOICE} en, es, ro` },
  { of: "demo fill --language", with: "--language fr", says: `${CHOICE} en, es, ro` },
  { of: "seeds --language", with: "--language fr", says: `${CHOICE} en, es, ro` },
  { of: "demo clock <days>", with: "32", says: "Give a whole number from 1 to 31." },
  { of: "apply <paths>", with: "--prune @empty", says: "there is no YAML file in this directory" },

  {
    of: "export <target>",
    with: "@text.txt",
    says: "it is no directory, and its name does not end in .yaml",
  },
  { of: "export <target>", with: "/proc/x", says: "cannot write /proc/x: no directory can be made there" },
  { of: "export <target>", with: "@nowhere/all.yaml", says: "there is no directory" },
  { of: "export <target>", with: "@circle.yaml", says: "its symbolic links lead in a circle" },

  ...FILE_ROWS("test <paths>"),
  { of: "test <paths>", with: "@call.yaml", says: 'call.yaml:1:1: unknown key "key" in the scenario' },
  { of: "test <paths>", with: "@zone.yaml", says: "Europe/Madird" },
  { of: "test <paths>", with: "@no-user.yaml", says: 'did you mean "ana"?' },

  { of: "import <object>", with: "dael @deals.csv", says: 'there is no object "dael"; did you mean "deal"?' },
  { of: "import <file>", with: "deal @deal.csv", says: 'no such file; did you mean "deals.csv"?' },
  { of: "import <file>", with: "deal @empty", says: "empty: it is a directory; name a file in it" },
  {
    of: "import <file>",
    with: "deal @empty.csv",
    says: "the file is empty; its first line must name the columns",
  },
  { of: "import <file>", with: "deal @circle.yaml", says: "its symbolic links lead in a circle" },
  { of: "import <file>", with: "deal @text.txt", says: 'deal has no field "hello"' },
  { of: "import --map", with: "deal @deals.csv --map @mapp.yaml", says: 'did you mean "map.yaml"?' },
  { of: "import --map", with: "deal @deals.csv --map @empty", says: "it is a directory" },
  { of: "import --map", with: "deal @deals.csv --map @broken.yaml", says: "broken.yaml:2:" },
  {
    of: "import --map",
    with: "deal @deals.csv --map @map.yaml",
    says: 'map.yaml:1:1: deal has no field "titel"; did you mean "title"?',
  },
  {
    of: "import --map",
    with: "deal @deals.csv --map @column.yaml",
    says: 'there is no column "titel"; did you mean "title"?',
  },
  {
    of: "import --encoding",
    with: "deal @deals.csv --encoding utf8x",
    says: 'there is no encoding "utf8x"; choose',
  },
  { of: "import --delimiter", with: "deal @deals.csv --delimiter ;;", says: "Give one character, or tab." },
  { of: "import --skip", with: "deal @deals.csv --skip -1", says: "Give a whole number." },
  { of: "import --skip", with: "deal @deals.csv --skip two", says: "Give a whole number." },
  { of: "import --errors", with: "deal @deals.csv --errors @nowhere/e.csv", says: "there is no directory" },
  { of: "import --errors", with: "deal @deals.csv --errors @empty", says: "it is a directory" },
  {
    of: "import --errors",
    with: "deal @deals.csv --errors @deals.csv",
    says: "it is a file that this import reads",
  },

  { of: "why <record>", with: `${NOBODY} call`, says: `there is no deal ${NOBODY}` },
  { of: "why <record>", with: "boiler call", says: "there is no deal boiler" },
  {
    of: "why <automation>",
    with: `${NOBODY} cal`,
    says: 'there is no automation "cal"; did you mean "call"?',
  },
  { of: "why --last", with: `${NOBODY} call --last 0`, says: "Give a whole number from 1 to 500." },
  { of: "why --last", with: `${NOBODY} call --last many`, says: "Give a whole number from 1 to 500." },
  { of: "why --cursor", with: `${NOBODY} call --cursor abc`, says: "this cursor is no cursor" },

  { of: "api-key create --name", with: "--name=", says: "the name of a key has 1 to 100 characters" },
  { of: "api-key create --user", with: "--name x --user anna", says: 'there is no user "anna"' },
  { of: "api-key revoke <name>", with: "website", says: 'there is no key "website"' },

  { of: "reset-password <email>", with: "anna@x.test", says: 'there is no active user "anna@x.test"' },
  { of: "reset-password <email>", with: "anna", says: 'there is no active user "anna"' },

  { of: "start", with: "", env: { PORT: "x" }, says: 'CONFIG_PORT_INVALID: PORT is "x"', code: 78 },
  { of: "start", with: "", env: { HOST: "a b" }, says: 'CONFIG_HOST_INVALID: HOST is "a b"', code: 78 },
  {
    of: "start",
    with: "",
    env: { DATABASE_URL: "mysql://root@localhost/crm" },
    says: "DB_URL_INVALID",
    code: 78,
  },
];

/** What every command that opens the workspace says of settings that lead nowhere. */
const OPENING: readonly { readonly of: string; readonly with: string }[] = [
  { of: "worker", with: "" },
  { of: "plan <paths>", with: "@call.yaml" },
  { of: "apply <paths>", with: "@call.yaml" },
  { of: "export <target>", with: "-" },
  { of: "import <file>", with: "company @deals.csv --map {name:\u00a0title}" },
  { of: "why <record>", with: `${NOBODY} call` },
  { of: "api-key create --name", with: "--name x" },
  { of: "api-key list", with: "" },
  { of: "api-key revoke <name>", with: "x" },
  { of: "reset-password <email>", with: "anna@x.test" },
];
const SETTINGS: readonly Pick<Row, "env" | "says" | "code">[] = [
  { env: { DATABASE_URL: "nonsense" }, says: "DB_URL_INVALID: DATABASE_URL is not", code: 78 },
  { env: { DATABASE_URL: "postgresql://crm:secret@127.0.0.1:1/crm" }, says: "DB_UNREACHABLE", code: 69 },
  { env: { PORT: "99999" }, says: "CONFIG_PORT_INVALID", code: 78 },
];

const ALL: readonly Row[] = [
  ...ROWS,
  ...OPENING.flatMap((opening) => SETTINGS.map((setting) => ({ ...opening, ...setting }))),
];

const commands = await registeredCommands();
const commandOf = (of: string): Registered => {
  const found = commands.find(({ words }) => `${of} `.startsWith(`${words.join(" ")} `));
  if (found === undefined) throw new Error(`there is no command for ${of}`);
  return found;
};

const wordsOf = (text: string): readonly string[] =>
  text.split(" ").flatMap((word) => (word === "" ? [] : [filled(word).replaceAll("\u00a0", " ")]));

const filesNow = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .toSorted()
    .map((name) => {
      const found = lstatSync(inFolder(name));
      return found.isFile() ? `${name}: ${readFileSync(inFolder(name), "utf8")}` : name;
    });

/** In what an ended command does not tell its mistake as it should: nothing, when it is right. */
const faultsOf = (
  { code, out, err }: Ended,
  { says, code: wanted = 2 }: Pick<Row, "says" | "code">,
): readonly string[] => {
  const said = out + err;
  const isReport = out.includes(says) && /^FAIL .*\n\n0 passed, 1 failed/s.test(out);
  const faults: readonly (readonly [boolean, string])[] = [
    [code !== wanted, `leaves with ${code}, not ${wanted}: ${said}`],
    [said.split(says).length !== 2, `does not say ${says} once, but: ${said}`],
    [out !== "" && !isReport, `says on stdout: ${out}`],
    [/^\s+at .*:\d+/m.test(said), `shows a stack: ${said}`],
    [said.includes("secret"), `shows a password: ${said}`],
  ];
  return faults.flatMap(([is, fault]) => (is ? [fault] : []));
};

const everything = async () => ({ files: filesNow(), content: await contentOf(database.pool) });

describe("what is wrong with the words of a command line", () => {
  const near: readonly [string, string][] = [
    ["strat", "unknown command 'strat'\n(Did you mean start?)"],
    ["help strat", 'there is no command "strat"; did you mean "start"?'],
    ["api-key creat", "unknown command 'creat'\n(Did you mean create?)"],
    ["api-key", "'api-key' needs one of its commands: create, list, revoke"],
    ["--versio", "unknown option '--versio'\n(Did you mean --version?)"],
  ];
  it.each(near)("cadencia %s", async (line, says) => {
    expect(faultsOf(await runInProcess(line.split(" ")), { says })).toEqual([]);
  });

  for (const command of commands) {
    const { words, flags, valued, required, mandatory, variadic } = command;
    const name = words.join(" ");
    const given = [...required, ...mandatory.flatMap(({ long }) => [`${long}`, "x"])];
    it(`cadencia ${name}: an unknown option, a missing value or argument, one too many, a value twice`, async () => {
      const refused = async (more: readonly string[], says: string): Promise<void> =>
        expect(faultsOf(await runInProcess([...words, ...more]), { says: `error: ${says}` })).toEqual([]);
      await refused([...given, "--hlep"], "unknown option '--hlep'\n(Did you mean --help?)\n");
      for (const { long } of flags) await refused([...given, `${long}=yes`], `unknown option '${long}=yes'`);
      for (const { long, flags: written } of valued)
        await refused([`${long}`], `option '${written}' argument missing`);
      for (const { long, flags: written, argChoices } of valued) {
        const value = argChoices?.[0] ?? "1";
        await refused([`${long}`, value, `${long}`, value], `option '${written}' is given twice`);
      }
      const optional = mandatory.flatMap(({ long }) => [`${long}`, "x"]);
      for (const [index, argument] of required.entries())
        await refused([...optional, ...required.slice(0, index)], `missing required argument '${argument}'`);
      for (const { flags: written } of mandatory)
        await refused(required, `required option '${written}' not specified`);
      if (!variadic) await refused([...given, "a", "b", "c"], `too many arguments for '${words.at(-1)}'`);
    });
  }
});

describe("what is wrong with what they name", () => {
  it("every argument and every option that takes a value has a row", () => {
    const covered = new Set(ALL.map(({ of }) => of));
    expect(commands.flatMap(wordsToCover).filter((word) => !covered.has(word))).toEqual([]);
    expect([...covered].filter((of) => !commandOf(of).words.every((word) => of.includes(word)))).toEqual([]);
  });

  it.each(ALL.map((row) => ({ ...row, line: `${commandOf(row.of).words.join(" ")} ${row.with}` })))(
    "cadencia $line $env: $says",
    async (row) => {
      const before = await everything();
      for (const [name, value] of Object.entries(row.env ?? {})) vi.stubEnv(name, value);
      const ended = await runInProcess([...commandOf(row.of).words, ...wordsOf(row.with)]);
      expect(faultsOf(ended, row)).toEqual([]);
      expect(await everything()).toEqual(before);
    },
  );
});

const BIN = resolve(import.meta.dirname, "../../apps/server/bin/cadencia.js");

it.each<readonly [line: string, env: Record<string, string>, code: number, says: string]>([
  ["pln", {}, 2, "error: unknown command 'pln'\n(Did you mean plan?)\nTry: cadencia --help\n"],
  ["plan @cal.yaml", {}, 2, 'cal.yaml: there is no such file; did you mean "call.yaml"?\n'],
  [
    "start",
    { PORT: "x" },
    78,
    'CONFIG_PORT_INVALID: PORT is "x". Give a whole number from 0 to 65535, such as PORT=4600.\n',
  ],
  ["why x y", {}, 2, 'there is no automation "y"\n'],
])("the process cadencia %s %o leaves with %i", (line, env, code, says) => {
  const ended = spawnSync(process.execPath, [BIN, ...wordsOf(line)], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect(ended).toMatchObject({ status: code, stdout: "", stderr: expect.stringContaining(says) });
  expect(ended.stderr.endsWith(says)).toBe(true);
});

describe("where no workspace was made yet", () => {
  const WANTING = [
    ["plan", "@call.yaml"],
    ["export"],
    ["why", NOBODY, "call"],
    ["api-key", "create", "--name", "x"],
    ["api-key", "list"],
    ["api-key", "revoke", "x"],
    ["reset-password", "anna@x.test"],
  ];
  const SAYS = /^DB_NO_WORKSPACE: there is no workspace here yet.*Make one with "cadencia start"/s;

  it.each(WANTING.map((words) => [words.join(" "), words] as const))(
    "%s says so, says how to make one, and makes none",
    async (_, words) => {
      const empty = await openTestDatabase();
      try {
        vi.stubEnv("DATABASE_URL", empty.url);
        const ended = await runInProcess(words.map(filled));
        expect(ended).toMatchObject({ code: 78, out: "", err: expect.stringMatching(SAYS) });
        const { rows } = await empty.pool.query("SELECT to_regclass('platform.workspace') AS made");
        expect(rows).toEqual([{ made: null }]);
      } finally {
        await empty.close();
      }
    },
  );

  it("the embedded server makes no directory for it", async () => {
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("CADENCIA_DATA", inFolder("nothing"));
    const ended = await runInProcess(["export"]);
    vi.stubEnv("CADENCIA_DATA", inFolder("data"));
    expect(ended).toMatchObject({ code: 78, out: "", err: expect.stringMatching(SAYS) });
    expect(existsSync(inFolder("nothing"))).toBe(false);
  });
});

it("a file that is named twice is read once", async () => {
  const twice = await runInProcess(["plan", inFolder("call.yaml"), inFolder("call.yaml")]);
  expect(twice).toMatchObject({ code: 0, err: "" });
  expect(twice.out).toMatch(/^call: equal\n.*1 equal already\n$/s);
});
