import { EVERYTHING } from "@cadencia/core/rights";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineAutomation } from "./automations.service.ts";
import { createEngine } from "./engine.ts";
import { readKeptLines } from "./log-view/log-view.repo.ts";
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
      objects: [],
    }),
  );
  expect(lines.map(({ reason }) => reason)).toEqual(["loop_guard"]);
});
