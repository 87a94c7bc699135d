import { createServer } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { databaseErrors } from "./errors.ts";
import { makeFolder, memory, removeFolders } from "./launcher/testing/folders.ts";
import { openDatabase } from "./open-database.ts";
import { openTestDatabase } from "./testing.ts";
import { startFakePostgres } from "./testing/fake-postgres.ts";

afterEach(removeFolders);

const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDirectory: "/nowhere" });

async function refusalOf(databaseUrl: string): Promise<{ code: string; exitCode: number; message: string }> {
  try {
    await (await open(databaseUrl)).close();
  } catch (error) {
    return error as { code: string; exitCode: number; message: string };
  }
  throw new Error(`${databaseUrl} was not refused`);
}

test("without DATABASE_URL it runs the embedded server in the data directory, and closing it ends all", async () => {
  const dataDirectory = makeFolder({ parent: memory });
  const database = await openDatabase({ databaseUrl: undefined, dataDirectory });
  expect(database.server).toMatchObject({ encoding: "UTF8", version: expect.stringMatching(/^18\./u) });
  expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await database.close();
});

test("with DATABASE_URL it works on that server", async () => {
  const other = await openTestDatabase();
  const database = await open(other.url);
  const { rows } = await database.pool.query("SELECT current_database() AS name");
  expect(rows).toEqual([{ name: new URL(other.url).pathname.slice(1) }]);
  await database.close();
  await other.close();
});

test("a socket may be named as libpq names it", async () => {
  const refusal = await refusalOf("postgresql://user:secret@/crm?host=/nowhere/socket");
  expect(refusal).toMatchObject({ code: "DB_UNREACHABLE" });
  expect(refusal.message).toContain("at /nowhere/socket:5432/crm (connect ENOENT");
});

test.each([
  ["not a url", "cannot be read"],
  ["mysql://root@localhost/crm", "starts with mysql:"],
  ["postgresql://user:secret@/crm", "names no host"],
  ["postgresql:///crm", "names no host"],
  ["postgresql://localhost", "names no database"],
  ["postgresql://user:sec%ret@localhost:x/crm", "cannot be read"],
])("DATABASE_URL=%s is refused as no address", async (url, why) => {
  const { code, exitCode, message } = await refusalOf(url);
  expect({ code, exitCode }).toEqual({ code: "DB_URL_INVALID", exitCode: 78 });
  expect(message).toContain(why);
  expect(message).not.toContain("secret");
});

test("a port where nothing listens is told with host and port, and without the password", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  const { code, exitCode, message } = await refusalOf(`postgresql://user:secret@127.0.0.1:${port}/crm`);
  expect({ code, exitCode }).toEqual({ code: "DB_UNREACHABLE", exitCode: 69 });
  expect(message).toContain(`127.0.0.1:${port}/crm (connect ECONNREFUSED`);
  expect(message).not.toMatch(/secret|user:/u);
});

test("a host that does not exist is unreachable", async () => {
  expect(await refusalOf("postgresql://user@nowhere.invalid/crm")).toMatchObject({ code: "DB_UNREACHABLE" });
});

test("a database that does not exist is told", async () => {
  const other = await openTestDatabase();
  const url = new URL(other.url);
  url.pathname = "/no_such_database";
  expect(await refusalOf(url.href)).toMatchObject({ code: "DB_MISSING" });
  await other.close();
});

test.each([
  ["28P01", "password authentication failed", "DB_AUTH"],
  ["28000", "no pg_hba.conf entry for host", "DB_AUTH"],
  ["53300", "sorry, too many clients already", "DB_NO_CONNECTION_LEFT"],
  ["57P03", "the database system is starting up", "DB_UNREACHABLE"],
  ["53100", "No space left on device", "DB_DISK_FULL"],
])("a server that answers %s (%s) is told as %s", async (code, message, expected) => {
  const server = await startFakePostgres({ refuse: { code, message } });
  const refusal = await refusalOf(`postgresql://user:secret@127.0.0.1:${server.port}/crm`);
  expect(refusal).toMatchObject({ code: expected });
  expect(refusal.message).toContain(message);
  await server.close();
});

test("a peer that wants no encryption, or is no PostgreSQL, does not get a stack trace printed", async () => {
  const server = await startFakePostgres({ refuse: { code: "08P01", message: "unexpected" } });
  const refusal = await refusalOf(`postgresql://user@127.0.0.1:${server.port}/crm?sslmode=no-verify`);
  expect(refusal).toMatchObject({ code: "DB_TLS" });
  await server.close();
});

test.each([
  [{ number: "140018", version: "14.18", encoding: "UTF8" }, "DB_TOO_OLD", "version 14.18"],
  [{ number: "90624", version: "9.6.24", encoding: "UTF8" }, "DB_TOO_OLD", "PostgreSQL 15 or newer"],
  [{ number: "170002", version: "17.2", encoding: "LATIN1" }, "DB_ENCODING", "encoding LATIN1"],
])("a server that reports %o is refused with %s", async (row, code, why) => {
  const server = await startFakePostgres({ row });
  const refusal = await refusalOf(`postgresql://user@127.0.0.1:${server.port}/crm`);
  expect(refusal).toMatchObject({ code, exitCode: 78 });
  expect(refusal.message).toContain(why);
  await server.close();
});

test("PostgreSQL 15 is new enough", async () => {
  const server = await startFakePostgres({ row: { number: "150000", version: "15.0", encoding: "UTF8" } });
  const database = await open(`postgresql://user@127.0.0.1:${server.port}/crm`);
  expect(database.server.versionNumber).toBe(150_000);
  await database.close();
  await server.close();
});

test("every coded error says what, and what to do, in one line", () => {
  for (const [code, { exitCode, what, remedy }] of Object.entries(databaseErrors)) {
    expect(code).toMatch(/^DB_[A-Z_]+$/u);
    expect(exitCode).toBeGreaterThanOrEqual(64);
    expect(exitCode).toBeLessThanOrEqual(78);
    expect(`${what} ${remedy}`).toMatch(/^[^\n]{40,240}\.$/u);
  }
});
