import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { platformMigrations } from "./migrations/platform/index.ts";
import { createPool } from "./pool.ts";
import { openTestDatabase, type TestDatabase } from "./testing.ts";
import { createWorkspace, dropWorkspace, listWorkspaces } from "./workspaces.ts";

const things: Migration = {
  name: "0001-things",
  async up(run, schema) {
    await run(`CREATE TABLE ${schema}.thing (id int); CREATE TABLE ${schema}.other (id int)`);
  },
};
const wider: Migration = {
  name: "0002-wider",
  async up(run, schema) {
    await run(`ALTER TABLE ${schema}.thing ADD COLUMN name text`);
  },
};
const listsWith = (...workspace: Migration[]) => ({ platform: platformMigrations, workspace });

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await database.close();
});

test("an empty database gets the platform's tables, once", async () => {
  expect(await migrate(database.pool)).toEqual(platformMigrations.map(({ name }) => `platform ${name}`));
  expect(await migrate(database.pool)).toEqual([]);
  expect(await listWorkspaces(database.pool)).toEqual([]);
});

test("a workspace is a schema with its own tables", async () => {
  const created = await createWorkspace(database.pool, "acme", { name: "Acme", lists: listsWith(things) });
  expect(created).toEqual({ key: "acme", name: "Acme", schemaName: "ws_acme", schema: `"ws_acme"` });
  await database.pool.query(`INSERT INTO ${created.schema}.thing VALUES (1)`);
  expect(await listWorkspaces(database.pool)).toEqual([created]);
});

test("a new version brings every workspace up to date", async () => {
  await createWorkspace(database.pool, "one", { lists: listsWith(things) });
  await createWorkspace(database.pool, "two", { lists: listsWith(things) });
  const done = await migrate(database.pool, listsWith(things, wider));
  expect(done).toEqual(["ws_one 0002-wider", "ws_two 0002-wider"]);
});

test("processes that start together migrate once, and none fails", async () => {
  const pools = Array.from({ length: 4 }, () =>
    createPool({ connection: database.connection, maxConnections: 1 }),
  );
  const done = await Promise.all(pools.map((pool) => migrate(pool)));
  expect(done.flat()).toEqual(platformMigrations.map(({ name }) => `platform ${name}`));
  await Promise.all(pools.map((pool) => createWorkspace(pool, "same", { lists: listsWith(things) })));
  expect(await listWorkspaces(database.pool)).toHaveLength(1);
  await Promise.all(pools.map((pool) => pool.end()));
});

test("a migration that fails leaves nothing half done, and its predecessors in place", async () => {
  const broken: Migration = {
    name: "0002-broken",
    async up(run, schema) {
      await run(`CREATE TABLE ${schema}.half (id int)`);
      await run(`SELECT * FROM ${schema}.nowhere`);
    },
  };
  await expect(createWorkspace(database.pool, "acme", { lists: listsWith(things, broken) })).rejects.toThrow(
    "nowhere",
  );
  const { rows } = await database.pool.query(
    "SELECT to_regclass('ws_acme.thing') IS NOT NULL AS thing, to_regclass('ws_acme.half') IS NOT NULL AS half",
  );
  expect(rows).toEqual([{ thing: true, half: false }]);
  expect(await migrate(database.pool, listsWith(things, wider))).toEqual(["ws_acme 0002-wider"]);
});

test("a database of a newer version is refused before anything is changed", async () => {
  await createWorkspace(database.pool, "newer", { lists: listsWith(things, wider) });
  await createWorkspace(database.pool, "behind", { lists: listsWith() });
  const error = await migrate(database.pool, listsWith(things)).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "DB_NEWER", exitCode: 78 });
  expect((error as Error).message).toContain(
    "ws_newer (this version does not know the migration 0002-wider)",
  );
  const { rows } = await database.pool.query("SELECT to_regclass('ws_behind.thing') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test("a migration waits for a table in use without stopping its readers", async () => {
  await createWorkspace(database.pool, "acme", { lists: listsWith(things) });
  const reader = await database.pool.connect();
  await reader.query("BEGIN");
  await reader.query("SELECT * FROM ws_acme.thing");
  const migrating = migrate(database.pool, listsWith(things, wider));
  await new Promise((resolve) => setTimeout(resolve, 300));
  // A waiting ALTER TABLE would hold up every reader behind it; ours gives way within its lock_timeout.
  await database.pool.query("SELECT * FROM ws_acme.thing");
  await reader.query("COMMIT");
  reader.release();
  expect(await migrating).toEqual(["ws_acme 0002-wider"]);
});

test("a workspace that is dropped can be made again", async () => {
  await createWorkspace(database.pool, "acme", { lists: listsWith(things) });
  await dropWorkspace(database.pool, "acme");
  await createWorkspace(database.pool, "acme", { lists: listsWith(things) });
  const { rows } = await database.pool.query("SELECT * FROM ws_acme.thing");
  expect(rows).toEqual([]);
});

test.each(["", "Acme", "1st", "a-b", `a${"b".repeat(40)}`, `x"; DROP`])(
  "%j is no key for a workspace",
  async (key) => {
    await expect(createWorkspace(database.pool, key)).rejects.toThrow("DB_WORKSPACE_KEY");
  },
);

test("migrations out of order are a mistake that is told at once", async () => {
  await expect(migrate(database.pool, listsWith(wider, things))).rejects.toThrow("out of order");
});
