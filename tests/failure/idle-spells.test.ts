import { afterEach, beforeEach, expect, test } from "vitest";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { recordOf, SYSTEM } from "../../apps/server/src/features/records/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { passTime } from "../testkit/time.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

let home: TestWorkspace;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
});
afterEach(() => home.close());

const asleep = (key: string, length: string) => ({
  key,
  object: "deal",
  trigger: { idle: { for: length, of: ["activities", "messages", "stage", "calls", "edits"] } },
  steps: [{ id: "tag", do: "add_tags", with: { tags: [key] } }],
});

test("a save costs the same with fifty idle automations as with none", { timeout: 60_000 }, async () => {
  const [deal] = await home.create("deal", [{ title: "Boiler" }]);
  const statements = async (amount: number): Promise<number> => {
    const before = await home.query<{ calls: string }>(`SELECT count(*) AS calls FROM {s}.moment`);
    let count = 0;
    await home.engine.save(async (unit) => {
      const { tx } = unit;
      const plainly = { ...tx };
      for (const name of ["query", "execute", "send"] as const) {
        const plain = tx[name].bind(tx) as (...given: unknown[]) => unknown;
        Object.assign(tx, {
          [name]: (...given: unknown[]) => {
            count += 1;
            return plain(...given);
          },
        });
      }
      recordOf((await unit.update("deal", [{ id: deal?.id ?? "", input: { amount } }]))[0]);
      await unit.flush();
      Object.assign(tx, plainly);
    });
    const after = await home.query<{ calls: string }>(`SELECT count(*) AS calls FROM {s}.moment`);
    expect(after).toEqual(before);
    return count;
  };
  // The first save after a change of the configuration reads it anew.
  await statements(1);
  const without = await statements(2);
  await home.automate(...Array.from({ length: 50 }, (_, index) => asleep(`asleep-${index}`, "3d")));
  clock.advanceTo(Temporal.Instant.from("2026-06-01T08:30:00Z"));
  await statements(3);
  expect(await statements(4)).toBe(without);
});

test("two workers at once start one run for one spell", { timeout: 60_000 }, async () => {
  const [id] = await home.automate(asleep("asleep", "2h"));
  await home.create(
    "deal",
    Array.from({ length: 40 }, (_, index) => ({ title: `Deal ${index}` })),
  );
  const other = home.peer();
  const limits = { steps: 500, groups: 500, deliveries: 10 };
  await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T09:59:00Z"));
  clock.advanceTo(Temporal.Instant.from("2026-06-01T10:00:00Z"));
  const work = async (engine: typeof other): Promise<void> => {
    while (await runRound(engine, limits));
  };
  await Promise.all([work(home.engine), work(other)]);
  const [row] = await home.query<{ runs: number; records: number }>(
    `SELECT count(*)::int AS runs, count(DISTINCT record)::int AS records FROM {s}.run WHERE automation = $1`,
    [id],
  );
  expect(row).toEqual({ runs: 40, records: 40 });
});

test(
  "a save under way while a sweep looks begins a spell that is found all the same",
  { timeout: 60_000 },
  async () => {
    const [id] = await home.automate(asleep("asleep", "1h"));
    const [deal] = await home.create("deal", [{ title: "Boiler" }]);
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T08:50:00Z"));
    // It begins at 8:50 and commits a minute later, after the sweep of that time.
    await home.engine.save(async (unit) => {
      recordOf((await unit.update("deal", [{ id: deal?.id ?? "", input: { amount: 5 } }]))[0]);
      await unit.flush();
      await passTime(home.peer(), clock, Temporal.Instant.from("2026-06-01T08:51:00Z"));
    });
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T12:00:00Z"));
    const runs = await home.query<{ base_at: string }>(
      `SELECT base_at FROM {s}.run WHERE automation = $1 ORDER BY base_at`,
      [id],
    );
    expect(runs.map((run) => Temporal.Instant.from(run.base_at).toString())).toEqual([
      "2026-06-01T09:50:00Z",
    ]);
  },
);

test(
  "a spell is not missed whose save commits after a sweep, before an older one that bears a higher number",
  { timeout: 60_000 },
  async () => {
    const [deal, other] = await home.create("deal", [{ title: "Boiler" }, { title: "Pump" }]);
    const [id] = await home.automate(asleep("asleep", "10m"));
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T09:00:00Z"));
    const save = (record: string | undefined, edit: { amount: number }) => {
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const ended = home.engine.save(async (unit) => {
        begun.resolve();
        await gate.promise;
        recordOf((await unit.update("deal", [{ id: record ?? "", input: edit }]))[0]);
      });
      return { begun: begun.promise, commit: () => (gate.resolve(), ended) };
    };
    const older = save(other?.id, { amount: 1 });
    await older.begun;
    clock.advanceTo(Temporal.Instant.from("2026-06-01T09:05:00Z"));
    const newer = save(deal?.id, { amount: 2 });
    await newer.begun;
    clock.advanceTo(Temporal.Instant.from("2026-06-01T09:05:30Z"));
    await home.query(`UPDATE {s}.idle_sweep SET next_at = '2026-06-01T09:05:30Z', settled_until = NULL`);
    while (await runRound(home.engine, { steps: 500, groups: 500, deliveries: 100 }));
    await newer.commit();
    await older.commit();
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T09:30:00Z"));
    const runs = await home.query<{ record: string; base_at: string }>(
      `SELECT record, base_at FROM {s}.run WHERE automation = $1 AND started_at > '2026-06-01T09:06:00Z' ORDER BY base_at`,
      [id],
    );
    expect(runs.map(({ base_at: at }) => Temporal.Instant.from(at).toString())).toContain(
      "2026-06-01T09:15:00Z",
    );
    expect(runs.some(({ record }) => record === deal?.id)).toBe(true);
  },
);

const dated = (title: string, createdAt: string) => ({
  input: { title },
  createdAt,
  origin: { ...SYSTEM, runAutomations: false },
});

test(
  "a spell of an imported record that began before it was made here is found, though its time was swept already",
  { timeout: 60_000 },
  async () => {
    const trigger = { idle: { for: "3d", of: ["activities", "messages"] } };
    const [id] = await home.automate({ ...asleep("asleep", "3d"), trigger });
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-01T09:00:00Z"));
    await home.engine.save(async (unit) => {
      const made = await unit.create("deal", [
        // Their moments are over, an hour away, two days away but for an hour, and beyond the horizon.
        dated("over", "2026-05-20T10:00:00Z"),
        dated("soon", "2026-05-29T10:00:00Z"),
        dated("swept", "2026-05-31T08:00:00Z"),
        dated("later", "2026-05-31T10:00:00Z"),
      ]);
      for (const each of made) recordOf(each);
    });
    await passTime(home.engine, clock, Temporal.Instant.from("2026-06-10T09:00:00Z"));
    const runs = await home.query<{ title: string; base_at: string }>(
      `SELECT t.title, r.base_at FROM {s}.run r JOIN {s}.o_deal t ON t.id = r.record
        WHERE r.automation = $1 ORDER BY r.base_at`,
      [id],
    );
    expect(runs.map((run) => [run.title, Temporal.Instant.from(run.base_at).toString()])).toEqual([
      ["soon", "2026-06-01T10:00:00Z"],
      ["swept", "2026-06-03T08:00:00Z"],
      ["later", "2026-06-03T10:00:00Z"],
    ]);
  },
);
