import { existsSync, readFileSync } from "node:fs";
import { parseScenario } from "@cadencia/contracts/scenario";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, nextRoundAt, runRound } from "../../apps/server/src/features/automation/index.ts";
import { importRecords, openCsv } from "../../apps/server/src/features/import/index.ts";
import { buildScenario, Lab, Names } from "../../apps/server/src/features/scenarios/index.ts";
import { openTestDatabase, type TestDatabase } from "../../apps/server/src/platform/db/testing.ts";

/** 8,800 real sales opportunities with their real defects; not part of this repository. */
const PIPELINE = new URL("../../../shared/data/crm/maven-crm-sales/sales_pipeline.csv", import.meta.url)
  .pathname;
const HOME = new URL("sales-pipeline.yaml", import.meta.url).pathname;

const MAP = {
  title: "opportunity_id",
  amount: "close_value",
  closed_at: { column: "close_date", format: "M/d/yyyy" },
  engage_date: { column: "engage_date", format: "M/d/yyyy" },
  owner: { column: "sales_agent", match: "user.name", create: true },
  company: { column: "account", match: "company.name", create: true },
  stage: {
    column: "deal_stage",
    values: {
      Won: "sales/Won",
      Lost: "sales/Lost",
      Engaging: "sales/Engaging",
      Prospecting: "sales/Prospecting",
    },
  },
};

/** Days on which something is to happen, with how often. */
type Calendar = Readonly<Record<string, number>>;

const END = Temporal.Instant.from("2018-12-31T23:59:59Z");
/** Rounds as a worker of production takes them: many groups in one transaction. */
const LIMITS = { steps: 500, groups: 500, deliveries: 100 };

describe.skipIf(!existsSync(PIPELINE))("two years of a real sales pipeline on the virtual clock", () => {
  let database: TestDatabase;
  let leads: Calendar = {};
  let toDos: Calendar = {};
  let imported = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
    const parsed = parseScenario(readFileSync(HOME, "utf8"), HOME);
    if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("\n"));
    const start = Temporal.ZonedDateTime.from("2016-10-01T00:00[Europe/Madrid]").toInstant();
    const began = performance.now();
    const lab = new Lab({ prefix: "pipeline_", openPool: () => database.pool });
    await lab.use(start, async ({ workspace, clock }) => {
      const engine = createEngine(workspace);
      await buildScenario(engine, parsed.scenario, new Names(workspace.newId));
      const report = await importRecords(engine, {
        object: "deal",
        source: await openCsv(PIPELINE),
        map: MAP,
        runAutomations: true,
      });
      imported = report.created;
      for (let next = await nextRoundAt(engine); next !== null; next = await nextRoundAt(engine)) {
        if (Temporal.Instant.compare(next, END) > 0) break;
        clock.advanceTo(next);
        while (await runRound(engine, LIMITS));
      }
      leads = await perDay(database, `"${workspace.schemaName}".o_lead`);
      toDos = await perDay(database, `"${workspace.schemaName}".o_activity`);
    });
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `real sales pipeline: 27 months and ${total(leads) + total(toDos)} effects in ${seconds.toFixed(1)} s`,
    );
  }, 240_000);
  afterAll(() => database?.close());

  test("every row comes in, whatever its defects", () => {
    expect(imported).toBe(8800);
  });

  test("a repeat lead comes six months after each win, day by day", async () => {
    const expected = await independently("Won", "close_date", "interval '6 months'");
    expect(total(expected)).toBe(4238);
    expect(leads).toEqual(expected);
  });

  test("a to-do comes sixty days after each engagement that is still open, day by day", async () => {
    const expected = await independently("Engaging", "engage_date", "60");
    expect(total(expected)).toBe(1589);
    expect(toDos).toEqual(expected);
  });

  /** The same numbers from the bare file by PostgreSQL's own calendar, with nothing of the engine in between. */
  const independently = async (stage: string, column: string, delay: string): Promise<Calendar> => {
    const [head = "", ...lines] = readFileSync(PIPELINE, "utf8").trim().split(/\r?\n/);
    const columns = head.split(",");
    const values = lines
      .map((line) => line.split(","))
      .filter((cells) => cells[columns.indexOf("deal_stage")] === stage)
      .map((cells) => cells[columns.indexOf(column)] ?? "")
      .filter((day) => day !== "");
    const { rows } = await database.pool.query<{ day: string; count: number }>(
      `SELECT (to_date(v, 'MM/DD/YYYY') + ${delay})::date::text AS day, count(*)::int AS count
         FROM unnest($1::text[]) AS v GROUP BY 1 ORDER BY 1`,
      [values],
    );
    return Object.fromEntries(rows.map((row) => [row.day, row.count]));
  };
});

const perDay = async ({ pool }: TestDatabase, table: string): Promise<Calendar> => {
  const { rows } = await pool.query<{ day: string; count: number }>(
    `SELECT (created_at AT TIME ZONE 'Europe/Madrid')::date::text AS day, count(*)::int AS count
       FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.day, row.count]));
};

const total = (calendar: Calendar): number => Object.values(calendar).reduce((sum, count) => sum + count, 0);
