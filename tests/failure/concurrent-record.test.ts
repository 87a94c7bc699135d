import { afterAll, beforeAll, expect, test } from "vitest";
import { Refusal } from "../../apps/server/src/platform/errors/index.ts";
import { recordOf } from "../../apps/server/src/features/records/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const SAVES = 200;

let home: TestWorkspace;
beforeAll(async () => {
  home = await openWorkspace();
});
afterAll(() => home.close());

const newDeal = async (title: string): Promise<string> => {
  const [deal] = await home.create("deal", [{ title, amount: 0 }]);
  return deal?.id ?? "";
};

test(
  "of 200 saves of one record at once none is lost, and each begins where the last one ended",
  { timeout: 60_000 },
  async () => {
    const [id] = await home.automate({
      key: "each-save",
      object: "deal",
      trigger: { on: "updated", fields: ["title"] },
      steps: [{ id: "wait", wait: { for: "1y" }, do: "add_tags", with: { tags: ["x"] } }],
      enrollment: { while_active: "restart" },
    });
    const deal = await newDeal("Boiler 0");
    await Promise.all(
      Array.from({ length: SAVES }, (_, index) =>
        home.update("deal", deal, { title: `Boiler ${index + 1}` }),
      ),
    );
    expect(await home.query(`SELECT version FROM {s}.o_deal WHERE id = $1`, [deal])).toEqual([
      { version: SAVES + 1 },
    ]);
    const changes = await home.query<{ before: string; after: string }>(
      `SELECT before->>'title' AS before, after->>'title' AS after FROM {s}.change
      WHERE record = $1 AND kind = 'u' ORDER BY seq`,
      [deal],
    );
    expect(changes).toHaveLength(SAVES);
    expect(changes.slice(1).map(({ before }) => before)).toEqual(
      changes.slice(0, -1).map(({ after }) => after),
    );
    expect(
      await home.query(
        `SELECT status, count(*)::int AS count FROM {s}.run WHERE automation = $1 GROUP BY status ORDER BY 1`,
        [id],
      ),
    ).toEqual([
      { status: "active", count: 1 },
      { status: "exited", count: SAVES - 1 },
    ]);
  },
);

test(
  "with the version that they saw, people who count up at once lose no count",
  { timeout: 60_000 },
  async () => {
    const deal = await newDeal("Counter");
    const countUp = async (): Promise<void> => {
      for (;;) {
        const [row] = await home.query<{ amount: string; version: number }>(
          `SELECT amount::text, version FROM {s}.o_deal WHERE id = $1`,
          [deal],
        );
        const input = { amount: Number(row?.amount) + 1 };
        try {
          await home.engine.save(async (unit) => {
            const edit = { id: deal, input, expectedVersion: row?.version ?? 0 };
            recordOf((await unit.update("deal", [edit]))[0]);
          });
          return;
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== "version_conflict") throw error;
        }
      }
    };
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let time = 0; time < 10; time += 1) await countUp();
      }),
    );
    expect(await home.query(`SELECT amount::int, version FROM {s}.o_deal WHERE id = $1`, [deal])).toEqual([
      { amount: 40, version: 41 },
    ]);
  },
);

test(
  "two saves that wait for each other both commit, each with its run once",
  { timeout: 60_000 },
  async () => {
    const [id] = await home.automate({
      key: "each-deal",
      object: "deal",
      trigger: { on: "updated", fields: ["amount"] },
      steps: [{ id: "wait", wait: { for: "1y" }, do: "add_tags", with: { tags: ["x"] } }],
      enrollment: { while_active: "restart" },
    });
    const [first, second] = [await newDeal("One"), await newDeal("Two")];
    const bothBegan = barrier(2);
    let attempts = 0;
    const inOrder = (amount: number, ...deals: readonly string[]) =>
      home.engine.save(async (unit) => {
        attempts += 1;
        for (const [index, deal] of deals.entries()) {
          recordOf((await unit.update("deal", [{ id: deal, input: { amount } }]))[0]);
          if (index === 0) await bothBegan();
        }
      });
    await Promise.all([inOrder(1, first, second), inOrder(2, second, first)]);
    expect(attempts).toBeGreaterThan(2);
    expect(
      await home.query(`SELECT DISTINCT version FROM {s}.o_deal WHERE id = ANY($1::uuid[])`, [
        [first, second],
      ]),
    ).toEqual([{ version: 3 }]);
    expect(
      await home.query(
        `SELECT count(DISTINCT amount)::int AS amounts FROM {s}.o_deal WHERE id = ANY($1::uuid[])`,
        [[first, second]],
      ),
    ).toEqual([{ amounts: 1 }]);
    expect(await home.query(`SELECT count(*)::int AS runs FROM {s}.run WHERE automation = $1`, [id])).toEqual(
      [{ runs: 4 }],
    );
  },
);

/** Whoever comes waits until `count` have come; later ones pass. */
const barrier = (count: number): (() => Promise<void>) => {
  const all = Promise.withResolvers<undefined>();
  let came = 0;
  return async () => {
    came += 1;
    if (came === count) all.resolve(undefined);
    await all.promise;
  };
};
