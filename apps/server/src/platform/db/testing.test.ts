import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "./testing.ts";
import { createWorkspace } from "./workspaces.ts";

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([openTestDatabase(), openTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([first?.close(), second?.close()]);
});

test("each caller has an empty database of its own", async () => {
  await first.pool.query("CREATE TABLE thing (id int)");
  const { rows } = await second.pool.query("SELECT to_regclass('thing') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test("a closed test database is gone", async () => {
  const third = await openTestDatabase();
  await third.close();
  const { rows } = await first.pool.query("SELECT 1 FROM pg_database WHERE datname = $1", [
    third.connection.database,
  ]);
  expect(rows).toEqual([]);
});

const openReady = () => openTestDatabase({ workspace: "test" });

test("one with a workspace has it as the migrations leave it, whoever changed another", async () => {
  const [one, other] = await Promise.all([openReady(), openReady()]);
  await one.pool.query("DELETE FROM ws_test.revision");
  const third = await openReady();
  const made = await openTestDatabase();
  const { schemaName } = await createWorkspace(made.pool, "test");
  const columns = async ({ pool }: TestDatabase) => {
    const { rows } = await pool.query(
      `SELECT table_name, column_name, data_type, column_default FROM information_schema.columns
        WHERE table_schema = $1 ORDER BY table_name, ordinal_position`,
      [schemaName],
    );
    return rows;
  };
  expect(await columns(third)).toEqual(await columns(made));
  for (const { pool } of [other, third])
    expect((await pool.query("SELECT 1 FROM ws_test.revision")).rowCount).toBe(1);
  await Promise.all([one, other, third, made].map((database) => database.close()));
});

const ownServer = process.env["DATABASE_URL"] !== undefined;

test.skipIf(ownServer)("opening one takes little time on a warm machine", async () => {
  const before = performance.now();
  const third = await openTestDatabase();
  const opened = performance.now() - before;
  await third.close();
  expect(opened).toBeLessThan(400);
});
