import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "./pool.ts";
import { openTestDatabase, type TestDatabase } from "./testing.ts";
import { parseInstant } from "./type-parsers.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
});

test.each([
  ["1.10::numeric", "1.10"],
  ["'NaN'::numeric", "NaN"],
  ["ARRAY[1.10, NULL]::numeric[]", ["1.10", null]],
  ["9007199254740991::int8", 9_007_199_254_740_991],
  ["ARRAY[[1],[2]]::int8[]", [[1], [2]]],
  ["count(*)", 1],
  ["'2026-06-01'::date", "2026-06-01"],
  ["ARRAY['2026-06-01', NULL]::date[]", ["2026-06-01", null]],
  ["'2026-06-01 10:00+02'::timestamptz", "2026-06-01T08:00:00Z"],
  ["'2026-06-01 08:00:00.500Z'::timestamptz", "2026-06-01T08:00:00.5Z"],
  ["'2026-06-01 08:00:00.123456Z'::timestamptz", "2026-06-01T08:00:00.123456Z"],
  ["ARRAY['2026-06-01 08:00Z']::timestamptz[]", ["2026-06-01T08:00:00Z"]],
  ["'infinity'::timestamptz", "infinity"],
  ["'2026-06-01 08:00'::timestamp", "2026-06-01T08:00:00"],
  ["'08:30'::time", "08:30:00"],
  ["'1 month 2 days 03:00'::interval", "P1M2DT3H"],
  ["'0190a2b4-0000-7000-8000-000000000001'::uuid", "0190a2b4-0000-7000-8000-000000000001"],
  ["ARRAY['0190a2b4-0000-7000-8000-000000000001']::uuid[]", ["0190a2b4-0000-7000-8000-000000000001"]],
  [`'{"a":[1,null]}'::jsonb`, { a: [1, null] }],
  [`ARRAY['{"a":1}']::jsonb[]`, [{ a: 1 }]],
  ["ARRAY['a,b','\"', NULL]", ["a,b", '"', null]],
  ["true", true],
  ["1.5::float8", 1.5],
  ["NULL::numeric", null],
])("SELECT %s arrives as %j", async (expression, expected) => {
  const { rows } = await database.pool.query(`SELECT ${expression} AS value`);
  expect(rows).toEqual([{ value: expected }]);
});

test("an integer too large to be exact is an error, not a nearby number", async () => {
  await expect(database.pool.query("SELECT 9007199254740993::int8")).rejects.toThrow("9007199254740993");
  // The connection stays usable.
  expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("a session in another zone still gives the same instant", () => {
  expect(parseInstant("2026-06-01 13:30:00.25+05:30")).toBe("2026-06-01T08:00:00.25Z");
});

test("sessions run in UTC, have a name, and do not hold locks for ever", async () => {
  const { rows } = await database.pool.query(
    `SELECT current_setting('TimeZone') AS zone, current_setting('application_name') AS name,
            current_setting('statement_timeout') AS statement, current_setting('jit') AS jit,
            current_setting('idle_in_transaction_session_timeout') AS idle`,
  );
  expect(rows).toEqual([{ zone: "UTC", name: "cadencia-test", statement: "1min", jit: "off", idle: "1min" }]);
});

test("a connection that breaks while idle is reported and replaced", async () => {
  const warnings: string[] = [];
  const log = { info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
  const pool = createPool({ connection: database.connection, log, applicationName: "victim" });
  await pool.query("SELECT 1");
  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'",
  );
  while (warnings.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(warnings[0]).toContain("a database connection was lost");
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
