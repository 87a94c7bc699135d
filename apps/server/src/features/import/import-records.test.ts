import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { activateAutomation, defineAutomation } from "../automation/index.ts";
import {
  ImportInterrupted,
  importRecords,
  type CreatedRow,
  type FailedRow,
  type ImportOptions,
} from "./index.ts";
import { buildWorkspace, type ImportWorkspace } from "./testing/workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "cadencia-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

let home: ImportWorkspace;
beforeAll(async () => {
  home = await buildWorkspace();
});
afterAll(() => home.close());

const TABLES = [
  "o_deal",
  "o_company",
  "o_contact",
  "o_user",
  "o_task",
  "change",
  "run_step",
  "run",
  "member",
  "moment",
];

afterEach(() =>
  home.engine.save(async ({ tx }) => {
    for (const table of TABLES) await tx.execute(`DELETE FROM ${tx.s}.${table}`);
  }),
);

const csv = (text: string): { file: string } => {
  const file = join(folder, "rows.csv");
  writeFileSync(file, text);
  return { file };
};

const importCsv = (object: string, text: string, options: Partial<ImportOptions> = {}) =>
  importRecords(home.engine, { object, source: csv(text), ...options });

const messages = (failed: readonly FailedRow[]): [number, string][] =>
  failed.map(({ row, problems }) => [row, problems.map(({ message }) => message).join("; ")]);

const count = async (object: string): Promise<number> => {
  const [row] = await home.query<{ count: number }>(`SELECT count(*)::int AS count FROM o_${object}`);
  return row?.count ?? 0;
};

const engineFacts = () =>
  home.engine.save(async ({ tx }) => {
    const [row] = await tx.query(
      `SELECT (SELECT count(*) FROM ${tx.s}.run)::int AS runs, (SELECT count(*) FROM ${tx.s}.member)::int AS members,
         (SELECT count(*) FROM ${tx.s}.moment)::int AS moments`,
    );
    return row;
  });

const manyRows = (rows: number, line: (row: number) => string): string =>
  Array.from({ length: rows }, (_, row) => line(row)).join("\n");

describe("rows", () => {
  it("become records, each value by the type of its field; an empty cell leaves the default", async () => {
    const text =
      "Título;Importe;Etiquetas;Repetido;Cierre;Creado;Origen\n" +
      "Caldera;1.234,50;a, b;sí;5 ene 2017;2015-03-01T10:00;\n" +
      " Bomba ;;;;;;web\n";
    const report = await importCsv("deal", text, {
      map: {
        title: "título",
        amount: { column: "Importe", decimal: "," },
        tags: "Etiquetas",
        repeat: "Repetido",
        close_date: { column: "Cierre", format: "d MMM yyyy" },
        created_at: "Creado",
        source: "Origen",
      },
    });
    expect(report).toMatchObject({ rows: 2, created: 2, failures: 0 });
    expect(
      await home.query(
        `SELECT title, amount::text, tags, repeat, close_date::text, created_at::text, source, stage FROM o_deal ORDER BY id`,
      ),
    ).toEqual([
      {
        title: "Caldera",
        amount: "1234.5",
        tags: ["a", "b"],
        repeat: true,
        close_date: "2017-01-05",
        created_at: "2015-03-01 09:00:00+00",
        source: null,
        stage: "sales/new",
      },
      {
        title: "Bomba",
        amount: null,
        tags: [],
        repeat: false,
        close_date: null,
        created_at: "2016-10-01 08:00:00+00",
        source: "web",
        stage: "sales/new",
      },
    ]);
  });

  it("that are wrong are told with their line and reason; the others come in", async () => {
    const text =
      "title,amount,closed,stage,category\n" +
      "A,1,2/30/2017,Won,\n" +
      'B,"1,5",2/1/2017,Won,\n' +
      "C,1,2/1/2017,Wonn,\n" +
      '"D\nd",1,2/1/2017,Won,\n' +
      "E,x,2/1/2017,Won,\n" +
      "F,1\n" +
      "G,1,,Lost,\n" +
      "H,1,,,\n" +
      "I,1,,Moved,\n";
    const report = await importCsv("deal", text, {
      map: {
        title: "title",
        amount: "amount",
        closed_at: { column: "closed", format: "M/d/yyyy" },
        stage: { column: "stage", values: { Won: "sales/won", Lost: "lost", Moved: "sales/gone" } },
      },
    });
    expect(report).toMatchObject({ rows: 9, created: 3, failures: 6 });
    expect(messages(report.failed)).toEqual([
      [2, 'closed_at (column closed): "2/30/2017" is no day of the calendar'],
      [3, 'amount: holds a comma ("1,5"); say what it means with decimal: "," or decimal: "."'],
      [4, 'stage: "Wonn" has no translation in values; did you mean "Won"?'],
      [7, 'deal.amount must be a number, not "x"'],
      [8, "the row has 2 cells, the header names 5 columns"],
      [11, 'deal: there is no stage "sales/gone"; choose one of sales/new, sales/won, sales/lost'],
    ]);
    expect(await home.query(`SELECT title, stage FROM o_deal ORDER BY title`)).toEqual([
      { title: "D\nd", stage: "sales/won" },
      { title: "G", stage: "sales/lost" },
      { title: "H", stage: "sales/new" },
    ]);
  });

  it("that only the database refuses are found among their thousand", async () => {
    // Nothing that compresses: an index refuses an entry of more than a third of a page.
    const long = randomBytes(6000).toString("base64");
    const text = `first_name,email\n${manyRows(100, (row) => (row === 41 ? `long,${long}` : `N${row},${row}@x.test`))}\n`;
    const report = await importCsv("contact", text);
    expect(report).toMatchObject({ rows: 100, created: 99, failures: 1 });
    expect(messages(report.failed)).toEqual([
      [43, expect.stringContaining("the database refuses it: index row size")],
    ]);
  });

  it("at hand keep their types, bear the ids given, and are told of as they come in", async () => {
    const created: CreatedRow[] = [];
    const id = home.workspace.newId();
    const report = await importRecords(home.engine, {
      object: "deal",
      source: {
        rows: [{ title: "A", tags: ["x, y"], repeat: true }, { title: "B", amount: 5 }, { amount: "no" }],
      },
      ids: [id],
      onCreated: (rows) => created.push(...rows),
    });
    expect(messages(report.failed)).toEqual([[3, 'deal.amount must be a number, not "no"']]);
    expect(created.map(({ row, index, record }) => [row, index, record.values["title"]])).toEqual([
      [1, 0, "A"],
      [2, 1, "B"],
    ]);
    expect(created[0]?.record.id).toBe(id);
    expect(created[0]?.record.values["tags"]).toEqual(["x, y"]);
  });

  it("that an earlier import has done are skipped", async () => {
    const text = `title\n${manyRows(2500, (row) => `D${row}`)}\n`;
    const report = await importCsv("deal", text, { skip: 2000 });
    expect(report).toMatchObject({ rows: 500, created: 500 });
    expect(await home.query(`SELECT title FROM o_deal ORDER BY id LIMIT 1`)).toEqual([{ title: "D2000" }]);
  });

  it("before a failure of something else are in, and the failure says how many", async () => {
    const text = `title\n${manyRows(2500, (row) => `D${row}`)}\n`;
    let chunks = 0;
    const stop = (): void => {
      chunks += 1;
      if (chunks === 2) throw new Error("the disk is full");
    };
    const error: unknown = await importCsv("deal", text, { onCreated: stop }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(ImportInterrupted);
    expect(error).toMatchObject({ message: "the disk is full", report: { rows: 2000, created: 2000 } });
    expect(await count("deal")).toBe(2000);
  });
});

describe("a map", () => {
  it.each([
    [{ titel: "title" }, 'deal has no field "titel"; did you mean "title"?'],
    [{ title: "titel" }, 'map of title: there is no column "titel"; did you mean "title"?'],
    [
      { title: "nowhere" },
      'map of title: there is no column "nowhere"; the columns are title, twin, TWIN, account',
    ],
    [{ title: "Twin" }, 'map of title: several columns are called "Twin"; give them different names'],
    [{ title: { column: "title", fromat: "x" } }, 'unknown key "fromat" in title; did you mean "format"?'],
    [
      { title: { column: "title", format: "yyyy" } },
      "map of title: a format is for dates, and title is of the type text",
    ],
    [{ close_date: { column: "title", format: "M/q/yyyy" } }, '"q" is no part of a date format'],
    [
      { company: { column: "account", create: true } },
      "map of company: say by which field it is found: match: company.name",
    ],
    [
      { company: { column: "account", match: "contact.name" } },
      'company points at company, not at "contact"',
    ],
    [
      { company: { column: "account", match: "company.nmae" } },
      'company has no field "nmae"; did you mean "name"?',
    ],
    [
      { title: { column: "title", match: "company.name" } },
      "match is for relations, and title is of the type text",
    ],
    [{ updated_by: "title" }, "map of updated_by: it is set by the product"],
    [{}, "the map names no field"],
  ])("%j is refused before anything is written", async (map, message) => {
    await expect(importCsv("deal", "title,twin,TWIN,account\nA,,,\n", { map })).rejects.toThrow(message);
    expect(await count("deal")).toBe(0);
  });

  it("is not needed where columns are named like fields", async () => {
    expect(await importCsv("deal", "title,amount\nA,5\n")).toMatchObject({ created: 1 });
    await expect(importCsv("deal", "title,amuont\nA,5\n")).rejects.toThrow(
      'deal has no field "amuont"; did you mean "amount"?',
    );
  });

  it("is for an object that is there", async () => {
    await expect(importCsv("dael", "title\nA\n")).rejects.toThrow(
      'there is no object "dael"; did you mean "deal"?',
    );
  });
});

describe("related records", () => {
  const COMPANY = { title: "title", company: { column: "account", match: "company.name", create: true } };

  it("are found without regard to case and spaces, and made once where they are missing", async () => {
    await home.build("company", { name: "Acme Țigla" });
    const accounts = [" ACME  țigla", "new ltd ", "ACME ȚIGLA", "New Ltd"];
    const rows = manyRows(2200, (row) => `D${row},${accounts[row % 4]}`);
    const report = await importCsv("deal", `title,account\n${rows}\n`, { map: COMPANY });
    expect(report).toMatchObject({
      created: 2200,
      related: [{ field: "company", object: "company", matched: 2199, created: 1 }],
    });
    expect(await home.query(`SELECT name FROM o_company ORDER BY id`)).toEqual([
      { name: "Acme Țigla" },
      { name: "new ltd" },
    ]);
  });

  it("that are missing or not clear are told, row by row", async () => {
    for (let copy = 0; copy < 2; copy += 1) await home.build("company", { name: "Twin" });
    const map = { title: "title", company: { column: "account", match: "name" } };
    const report = await importCsv("deal", "title,account\nA,twin\nB,Nobody\nC,\n", { map });
    expect(messages(report.failed)).toEqual([
      [2, 'company (column account): 2 company records have the name "twin"; it is not clear which is meant'],
      [3, 'company (column account): there is no company whose name is "Nobody"'],
    ]);
    expect(report.created).toBe(1);
  });

  it("are contacts by their whole name, users by address, and whole lists", async () => {
    const map = {
      title: "t",
      contact: { column: "customer", match: "contact.name", create: true },
      owner: { column: "mail", match: "user.email", create: true },
      followers: { column: "team", match: "user.name", create: true },
    };
    const text =
      "t,customer,mail,team\nA,Pedro Ruiz Gil,ana@x.test,Ana;Bob\nB,pedro ruiz gil,ANA@x.test,bob\n";
    expect(await importCsv("deal", text, { map })).toMatchObject({ created: 2, failures: 0 });
    expect(await home.query(`SELECT first_name, last_name, name FROM o_contact`)).toEqual([
      { first_name: "Pedro", last_name: "Ruiz Gil", name: "Pedro Ruiz Gil" },
    ]);
    expect(await home.query(`SELECT name, email FROM o_user ORDER BY id`)).toEqual([
      { name: null, email: "ana@x.test" },
      { name: "Ana", email: null },
      { name: "Bob", email: null },
    ]);
    expect(await home.query(`SELECT cardinality(followers) AS size FROM o_deal ORDER BY id`)).toEqual([
      { size: 2 },
      { size: 1 },
    ]);
  });

  it("may be of any object, which the map names", async () => {
    await home.build("deal", { title: "Boiler" });
    const map = { title: "t", record: { column: "deal", match: "deal.title" } };
    expect(await importCsv("task", "t,deal\nCall,boiler\n", { map })).toMatchObject({ created: 1 });
    expect(await home.query(`SELECT record__object AS object FROM o_task`)).toEqual([{ object: "deal" }]);
    await expect(
      importCsv("task", "t,deal\nCall,boiler\n", { map: { record: { column: "deal", match: "title" } } }),
    ).rejects.toThrow("name the object too, like match: deal.title");
  });

  it("may be other rows of the same file, in any order", async () => {
    const map = { name: "account", parent: { column: "of", match: "company.name" } };
    const text = "account,of\nGrandchild,Child\nChild,Parent\nParent,\nOdd,Nobody\nSelf,self\n";
    const report = await importCsv("company", text, { map });
    expect(messages(report.failed)).toEqual([
      [5, 'parent (column of): there is no company whose name is "Nobody"'],
      [6, 'parent (column of): there is no company whose name is "self"'],
    ]);
    expect(
      await home.query(
        `SELECT c.name, p.name AS parent FROM o_company c LEFT JOIN o_company p ON p.id = c.parent ORDER BY c.name`,
      ),
    ).toEqual([
      { name: "Child", parent: "Parent" },
      { name: "Grandchild", parent: "Child" },
      { name: "Parent", parent: null },
    ]);
  });

  it("are made once by two imports at the same time", async () => {
    const text = `title,account\n${manyRows(300, (row) => `D${row},Company ${row % 50}`)}\n`;
    await Promise.all([importCsv("deal", text, { map: COMPANY }), importCsv("deal", text, { map: COMPANY })]);
    expect(await count("deal")).toBe(600);
    expect(await count("company")).toBe(50);
  });

  it("of a dry run are counted once, and nothing is left", async () => {
    const text = `title,account\n${manyRows(2500, (row) => `D${row},Company ${row % 7}`)}\nbad\n`;
    const report = await importCsv("deal", text, { map: COMPANY, dryRun: true });
    expect(report).toMatchObject({
      rows: 2501,
      created: 2500,
      failures: 1,
      related: [{ field: "company", object: "company", matched: 2493, created: 7 }],
    });
    expect([await count("deal"), await count("company")]).toEqual([0, 0]);
    const changes = await home.engine.save((unit) => unit.tx.query(`SELECT 1 FROM ${unit.tx.s}.change`));
    expect(changes).toEqual([]);
  });
});

describe("automations", () => {
  const AUTOMATIONS = [
    { key: "created", object: "deal", trigger: { on: "created" } },
    { key: "won", object: "deal", trigger: { enters: { stage: "sales/won" } } },
    { key: "closing", object: "deal", trigger: { date: { field: "close_date", offset: "-1d" } } },
  ];

  beforeAll(() =>
    home.engine.run(async (context) => {
      for (const each of AUTOMATIONS) {
        const steps = [{ id: "tag", do: "add_tags", with: { tags: ["x"] } }];
        await defineAutomation(context, { ...each, steps }, { publisher: null });
        await activateAutomation(context, each.key, { existing: false });
      }
    }),
  );

  const ROWS = { source: { rows: [{ title: "A", stage: "won", close_date: "2016-10-03" }, { title: "B" }] } };

  it("are not started: records join silently, and dates are armed", async () => {
    await importRecords(home.engine, { object: "deal", ...ROWS });
    expect(await engineFacts()).toEqual({ runs: 0, members: 1, moments: 1 });
  });

  it("are started when asked", async () => {
    await importRecords(home.engine, { object: "deal", ...ROWS, runAutomations: true });
    expect(await engineFacts()).toEqual({ runs: 3, members: 1, moments: 1 });
  });

  it("of a dry run leave no run, member or moment behind", async () => {
    await importRecords(home.engine, { object: "deal", ...ROWS, runAutomations: true, dryRun: true });
    expect(await engineFacts()).toEqual({ runs: 0, members: 0, moments: 0 });
  });
});
