import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom, systemClock } from "../clock/index.ts";
import { openTestDatabase, type TestDatabase } from "../db/testing.ts";
import { inTransaction, inOneStatement, underSavepoint } from "./transaction.ts";
import { createWorkspaceHandle, type Workspace } from "./workspace.ts";

let database: TestDatabase;
let workspace: Workspace;
beforeAll(async () => {
  database = await openTestDatabase();
  const { pool } = database;
  workspace = createWorkspaceHandle({
    key: "pipe",
    schemaName: "public",
    pool,
    clock: systemClock,
    random: seededRandom(1),
  });
  await pool.query("CREATE TABLE kept (n int PRIMARY KEY CHECK (n > 0))");
});
afterAll(() => database.close());

const INSERT = "INSERT INTO kept (n) VALUES ($1)";

const kept = (): Promise<number[]> =>
  inOneStatement(workspace, async (tx) =>
    (await tx.query<{ n: number }>("SELECT n FROM kept ORDER BY n")).map(({ n }) => n),
  );

test("what nobody waits for is there for the next statement, and after the commit", async () => {
  const seen = await inTransaction(workspace, async (tx) => {
    tx.send(INSERT, [1]);
    tx.send(INSERT, [2]);
    return tx.query("SELECT n FROM kept ORDER BY n");
  });
  expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  await inTransaction(workspace, async (tx) => tx.send(INSERT, [3]));
  expect(await kept()).toEqual([1, 2, 3]);
});

test("its own error comes out at the next statement, not that of the aborted transaction", async () => {
  const work = inTransaction(workspace, async (tx) => {
    tx.send(INSERT, [10]);
    tx.send(INSERT, [-1]);
    await tx.query("SELECT 1");
  });
  await expect(work).rejects.toMatchObject({ code: "23514" });
  expect(await kept()).not.toContain(10);
});

test("or at the commit, which a server answers without an error", async () => {
  let told = false;
  const work = inTransaction(workspace, async (tx) => {
    tx.afterCommit(() => (told = true));
    tx.send(INSERT, [11]);
    tx.send(INSERT, [11]);
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(told).toBe(false);
  expect(await kept()).not.toContain(11);
});

test("an attempt that failed by it takes nothing else along, and the connection goes on", async () => {
  const attempt = await inTransaction(workspace, async (tx) => {
    tx.send(INSERT, [20]);
    const failed = await underSavepoint(tx, async () => {
      tx.send(INSERT, [21]);
      tx.send(INSERT, [-1]);
    });
    tx.send(INSERT, [22]);
    return failed;
  });
  expect(attempt).toMatchObject({ ok: false, error: { code: "23514" } });
  expect((await kept()).filter((n) => n >= 20)).toEqual([20, 22]);
});

test("a statement first met behind a failure is prepared when it is met again", async () => {
  const statement = "SELECT count(*)::int AS n FROM kept WHERE n = ANY($1::int[])";
  const failing = inTransaction(workspace, async (tx) => {
    tx.send(INSERT, [-1]);
    return tx.query(statement, [[1]]);
  });
  await expect(failing).rejects.toMatchObject({ code: "23514" });
  expect(await inTransaction(workspace, (tx) => tx.query(statement, [[1]]))).toEqual([{ n: 1 }]);
});

test("statements asked for at once are answered each with its own rows", async () => {
  const numbers = await inTransaction(workspace, (tx) =>
    Promise.all([1, 2, 3].map((n) => tx.query<{ n: number }>("SELECT $1::int AS n", [n]))),
  );
  expect(numbers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
});

test("of statements asked for at once the error is that of the one that failed, whoever hears it", async () => {
  const beside = inTransaction(workspace, (tx) =>
    Promise.all([
      tx.query("SELECT 1 / $1::int", [0]),
      (async () => {
        const asked = tx.ask("SELECT 1");
        await tx.query("SELECT 2");
        return asked;
      })(),
    ]),
  );
  await expect(beside).rejects.toMatchObject({ code: "22012" });
});

test("what is asked for comes with the next statement, or after a push", async () => {
  const answers = await inTransaction(workspace, async (tx) => {
    const first = tx.ask<{ n: number }>("SELECT $1::int AS n", [7]);
    await tx.query("SELECT 1");
    const second = tx.ask<{ n: number }>("SELECT $1::int AS n", [8]);
    tx.push();
    return [await first, await second];
  });
  expect(answers).toEqual([[{ n: 7 }], [{ n: 8 }]]);
});

test("a question that fails is heard by whoever waits for it, and by the transaction if nobody does", async () => {
  const asked = inTransaction(workspace, async (tx) => {
    const answer = tx.ask("SELECT 1 / $1::int", [0]);
    tx.push();
    await answer;
  });
  await expect(asked).rejects.toMatchObject({ code: "22012" });
  const forgotten = inTransaction(workspace, async (tx) => void tx.ask("SELECT 1 / $1::int", [0]));
  await expect(forgotten).rejects.toMatchObject({ code: "22012" });
});

test("an eager attempt that fails is done again without assumptions, and its writes are gone", async () => {
  const attempts: boolean[] = [];
  await inTransaction(
    workspace,
    async (tx) => {
      attempts.push(tx.isEager);
      tx.send(INSERT, [tx.isEager ? 40 : 41]);
      if (tx.isEager) throw new Error("assumed too much");
    },
    { eager: true },
  );
  expect(attempts).toEqual([true, false]);
  expect((await kept()).filter((n) => n >= 40)).toEqual([41]);
});
