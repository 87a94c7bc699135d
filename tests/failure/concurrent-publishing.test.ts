import { afterAll, beforeAll, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  defineAutomation,
  publishAutomation,
  type AutomationContext,
  type Engine,
} from "../../apps/server/src/features/automation/index.ts";
import { recordOf, type SaveUnit } from "../../apps/server/src/features/records/index.ts";
import { interleave, ORDERS } from "../testkit/interleave.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

let home: TestWorkspace;
let other: Engine;
beforeAll(async () => {
  home = await openWorkspace();
  other = home.peer();
});
afterAll(() => home.close());

const large = (key: string, amount = 1000) => ({
  key,
  object: "deal",
  trigger: { enters: [["amount", "gt", amount]] },
  steps: [{ id: "tag", wait: { for: "1y" }, do: "add_tags", with: { tags: [key] } }],
});

const define = (key: string) =>
  home.engine.change((context) => defineAutomation(context, large(key), { publisher: null }));

const dealOf = async (amount: number): Promise<string> => {
  const [deal] = await home.create("deal", [{ title: "Boiler", amount }]);
  return deal?.id ?? "";
};

const raise =
  (deal: string, amount: number) =>
  async ({ unit }: { unit: SaveUnit }) => {
    recordOf((await unit.update("deal", [{ id: deal, input: { amount } }]))[0]);
  };

const standing = async (key: string, deal: string) => {
  const [row] = await home.query<{ member: boolean; runs: number; versions: number[] }>(
    `SELECT EXISTS (SELECT 1 FROM {s}.member m WHERE m.automation = a.id AND m.record = $2) AS member,
            (SELECT count(*)::int FROM {s}.run r WHERE r.automation = a.id AND r.record = $2) AS runs
       FROM {s}.automation a WHERE a.key = $1`,
    [key, deal],
  );
  return row;
};

for (const existing of [false, true]) {
  const asked = existing ? "and with those that match already" : "for new ones only";
  test(
    `a save beside an activation ${asked} is missed by neither and doubled by none`,
    { timeout: 60_000 },
    async () => {
      for (const order of ORDERS) {
        const key = `activated-${existing ? "existing" : "new"}-${order}`;
        await define(key);
        const deal = await dealOf(10);
        await interleave(home, order, {
          a: {
            engine: home.engine,
            kind: "change",
            work: (context) => activateAutomation(context, key, { existing }),
          },
          b: { engine: other, kind: "save", work: raise(deal, 5000) },
        });
        const came = await standing(key, deal);
        // Saved first, it matched already: a member, with a run only if those were asked for. Saved after, it enters.
        expect({ order, member: came?.member }).toEqual({ order, member: true });
        expect([existing ? 1 : 0, 1]).toContain(came?.runs);
        await home.engine.change((context) => deactivateAutomation(context, key));
      }
    },
  );
}

test(
  "a save beside a publication is judged by one of the versions, and ends as the newer one says",
  { timeout: 60_000 },
  async () => {
    for (const order of ORDERS) {
      const key = `published-${order}`;
      await home.automate(large(key, 10_000));
      const deal = await dealOf(10);
      await interleave(home, order, {
        a: {
          engine: home.engine,
          kind: "change",
          work: (context) =>
            publishAutomation(context, key, {
              change: { trigger: { enters: [["amount", "gt", 1000]] } },
              activeRuns: "finish",
              publisher: null,
            }),
        },
        b: { engine: other, kind: "save", work: raise(deal, 5000) },
      });
      const came = await standing(key, deal);
      expect({ order, member: came?.member }).toEqual({ order, member: true });
      expect([0, 1]).toContain(came?.runs);
      await home.engine.change((context) => deactivateAutomation(context, key));
    }
  },
);

test(
  "two people who publish at once come one after the other, and neither has to begin anew",
  { timeout: 60_000 },
  async () => {
    const key = "published-twice";
    await home.automate(large(key));
    const publish = (name: string) => (context: AutomationContext) =>
      publishAutomation(context, key, { change: { name }, activeRuns: "finish", publisher: null });
    for (const order of ORDERS) {
      const { restarts } = await interleave(home, order, {
        a: { engine: home.engine, kind: "change", work: publish("by a") },
        b: { engine: other, kind: "change", work: publish("by b") },
      });
      expect({ order, restarts }).toEqual({ order, restarts: 0 });
    }
    const versions = await home.query<{ version: number }>(
      `SELECT v.version FROM {s}.automation_version v JOIN {s}.automation a ON a.id = v.automation
        WHERE a.key = $1 ORDER BY v.version`,
      [key],
    );
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: 2 * ORDERS.length + 1 }, (_, index) => index + 1),
    );
  },
);

test(
  "activations while fifty people save miss no deal and enter none twice",
  { timeout: 60_000 },
  async () => {
    const keys = Array.from({ length: 5 }, (_, index) => `busy-${index}`);
    for (const key of keys) await define(key);
    const deals = await Promise.all(Array.from({ length: 50 }, () => dealOf(10)));
    const engines = [home.engine, other, home.peer()];
    const saving = deals.map(async (deal, index) => {
      const engine = engines[index % engines.length] ?? home.engine;
      for (let time = 0; time < 4; time += 1)
        await engine.save((unit) => raise(deal, time % 2 === 0 ? 5000 : 10)({ unit }));
      await engine.save((unit) => raise(deal, 5000)({ unit }));
    });
    const activating = keys.map((key) =>
      other.change((context) => activateAutomation(context, key, { existing: true })),
    );
    await Promise.all([...saving, ...activating]);
    const [everyone] = await home.query<{ matching: number }>(
      `SELECT count(*)::int AS matching FROM {s}.o_deal WHERE amount > 1000`,
    );
    const matching = everyone?.matching;
    expect(
      await home.query(
        `SELECT a.key, (SELECT count(*)::int FROM {s}.member m WHERE m.automation = a.id) AS members,
              (SELECT count(DISTINCT r.record)::int FROM {s}.run r WHERE r.automation = a.id AND r.status = 'active') AS running,
              (SELECT count(*)::int FROM {s}.run r WHERE r.automation = a.id AND r.status = 'active') AS runs
         FROM {s}.automation a WHERE a.key LIKE 'busy-%' ORDER BY a.key`,
      ),
    ).toEqual(keys.map((key) => ({ key, members: matching, running: matching, runs: matching })));
  },
);
