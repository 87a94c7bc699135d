import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { silentLog } from "../log.ts";
import { createPool } from "../pool.ts";
import { openCacheDirectory } from "./cache-directory.ts";
import type { PreparedContent } from "./prepared-content.ts";
import { chooseServerUser } from "./server-user.ts";
import { startEmbedded } from "./start-embedded.ts";
import { throwAwayDirectory } from "./throw-away-directory.ts";

const cache = openCacheDirectory(chooseServerUser());
const mark = `test-${randomBytes(6).toString("hex")}`;
const templates = (): string[] => readdirSync(cache).filter((name) => name.includes(mark));

afterEach(() => {
  for (const name of templates()) rmSync(join(cache, name), { recursive: true, force: true });
});

const contentThat = (name: string, make: PreparedContent["make"]): PreparedContent => ({
  name: `${mark}-${name}`,
  make,
});

async function ask(content: PreparedContent, sql: string): Promise<unknown[]> {
  const directory = throwAwayDirectory();
  const server = await startEmbedded({ directory, throwAway: true, content, log: silentLog });
  const pool = createPool({ connection: server.connection });
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
    await server.stop();
  }
}

test("a throw-away server starts with its content, which is made once and copied from then on", async () => {
  let made = 0;
  const content = contentThat("once", async (connection) => {
    made += 1;
    const pool = createPool({ connection });
    await pool.query("CREATE TABLE ready AS SELECT 'ț' AS letter");
    await pool.end();
  });
  expect(await ask(content, "UPDATE ready SET letter = 'x' RETURNING letter")).toEqual([{ letter: "x" }]);
  expect(await ask(content, "SELECT letter FROM ready")).toEqual([{ letter: "ț" }]);
  expect(made).toBe(1);
});

test("content that cannot be made leaves no template behind", async () => {
  const content = contentThat("broken", () => Promise.reject(new Error("no such table")));
  await expect(ask(content, "SELECT 1")).rejects.toThrow("no such table");
  expect(templates()).toEqual([]);
});

test("a template that nothing has started from for a month is removed when the next is made", async () => {
  await ask(
    contentThat("old", async () => {}),
    "SELECT 1",
  );
  const monthAgo = performance.timeOrigin / 1000 - 31 * 86_400;
  for (const name of templates()) utimesSync(join(cache, name), monthAgo, monthAgo);
  await ask(
    contentThat("new", async () => {}),
    "SELECT 1",
  );
  expect(templates().map((name) => name.endsWith("new"))).toEqual([true]);
});
