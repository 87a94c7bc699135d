import { EVERYTHING } from "@cadencia/core/rights";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineAutomation } from "./automations.service.ts";
import { addCount } from "./circuits.repo.ts";
import { createEngine } from "./engine.ts";
import { readKeptLines } from "./log-view/log-view.repo.ts";
import { beginOverdueWatch } from "./overdue/overdue.repo.ts";
import { purgeRunLog } from "./purge-run-log.ts";
import type { Reason } from "./reasons.ts";
import { logNotStarted } from "./run-log.repo.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

let home: TestWorkspace;
beforeAll(async () => {
  home = await buildWorkspace({ settings: { runLogDays: 30 } });
});
afterAll(() => home.close());

const STEPS = [{ id: "note", do: "post_note", with: { text: "x" } }];
const NOTHING = { automation: null, record: null, status: null, reason: null };

test("the run log keeps what is younger than the workspace's setting", async () => {
  const engine = createEngine(home.workspace);
  const { id: automation } = await engine.change((context) =>
    defineAutomation(
      context,
      { key: "a", object: "deal", trigger: { manual: true }, steps: STEPS },
      { publisher: null },
    ),
  );
  const log = (reason: Reason): Promise<void> =>
    engine.run(({ unit: { tx } }) =>
      logNotStarted(tx, [{ automation, version: 1, record: null, reason, detail: null }]),
    );
  await log("late");
  home.clock.advanceTo(home.clock.now().add({ hours: 31 * 24 }));
  await log("loop_guard");
  expect(await purgeRunLog(engine)).toBe(1);
  expect(await purgeRunLog(engine)).toBe(0);
  const lines = await engine.run(({ unit }) =>
    readKeptLines(unit.tx, {
      filter: NOTHING,
      before: null,
      limit: 10,
      rights: EVERYTHING,
      model: unit.catalog.model,
    }),
  );
  expect(lines.map(({ reason }) => reason)).toEqual(["loop_guard"]);
});

const query = (text: string) => {
  const engine = createEngine(home.workspace);
  return engine.run(({ unit: { tx } }) => tx.query<Record<string, unknown>>(text.replaceAll("{s}", tx.s)));
};

test("with it goes what no forecast and no spell of idleness asks for any more", async () => {
  const engine = createEngine(home.workspace);
  const id = home.workspace.newId();
  const from = home.clock.now();
  const days = (count: number): Temporal.Instant => from.add({ hours: 24 * count });
  await engine.run(async ({ unit: { tx } }) => {
    addCount(tx, { automation: id, executed: 5, failed: 0, late: 0 });
    await beginOverdueWatch(tx);
    for (const at of [from, days(1), days(50)])
      await tx.execute(
        `INSERT INTO ${tx.s}.reported_event (record, at, event) VALUES ($1, $2, 'call.received')`,
        [id, at.toString()],
      );
  });
  home.clock.advanceTo(days(60));
  await engine.run(async ({ unit: { tx } }) =>
    addCount(tx, { automation: id, executed: 7, failed: 0, late: 0 }),
  );
  while ((await purgeRunLog(engine)) > 0);
  expect(await query(`SELECT DISTINCT executed FROM {s}.execution_count`)).toEqual([{ executed: 7 }]);
  const kept = await query(`SELECT at FROM {s}.reported_event ORDER BY at`);
  expect(kept.map(({ at }) => Temporal.Instant.from(String(at)).toString())).toEqual(
    [days(1), days(50)].map(String),
  );
  expect(await query(`SELECT due FROM {s}.overdue_watch`)).toEqual([]);
});
