import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "./testing.ts";

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

const ownServer = process.env["DATABASE_URL"] !== undefined;

test.skipIf(ownServer)("opening one takes little time on a warm machine", async () => {
  const before = performance.now();
  const third = await openTestDatabase();
  const opened = performance.now() - before;
  await third.close();
  expect(opened).toBeLessThan(400);
});
