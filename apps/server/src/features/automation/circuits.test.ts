import { afterEach, beforeEach, expect, test } from "vitest";
import { activateAutomation, defineAutomation } from "./automations.service.ts";
import { addCount } from "./circuits.repo.ts";
import { watchCircuits } from "./circuits.ts";
import { createEngine, type Engine } from "./engine.ts";
import { runRound } from "./round.ts";
import { buildDeal } from "./testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

let home: TestWorkspace;
let engine: Engine;
let automation: string;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00" });
  engine = createEngine(home.workspace);
});
afterEach(() => home.close());

const automate = (definition: object) =>
  engine.change(async (context) => {
    const { id } = await defineAutomation(
      context,
      { key: "all", object: "deal", ...definition },
      { publisher: null },
    );
    await activateAutomation(context, "all", { existing: false });
    automation = id;
  });

const query = (text: string) =>
  engine.run(({ unit: { tx } }) => tx.query<Record<string, unknown>>(text.replaceAll("{s}", tx.s)));

const count = (executed: number, failed: number) =>
  engine.run(async ({ unit: { tx }, options }) => {
    addCount(tx, { automation, executed, failed, late: 0 });
    options.executed.add(automation);
  });

const state = async () => (await query(`SELECT state, off_reason AS reason FROM {s}.automation`))[0];

const NOTE = [{ id: "note", do: "post_note", with: { text: "x" } }];

test("what had come due before the circuit opened has its run, which waits", async () => {
  await buildDeal(home, { close_date: "2026-05-04" });
  await automate({ trigger: { date: { field: "close_date", at: "09:00" } }, steps: NOTE });
  home.clock.advanceTo(home.clock.now().add({ hours: 2 }));
  await count(100, 50);
  await watchCircuits(engine);
  expect(await state()).toEqual({ state: "inactive", reason: "circuit_open" });
  expect(await query(`SELECT status, run_at FROM {s}.run_step`)).toEqual([
    { status: "waiting", run_at: null },
  ]);
});

test("two workers that see the same trouble switch off once", async () => {
  await automate({ trigger: { manual: true }, steps: NOTE });
  const other = createEngine(home.workspace);
  await count(100, 50);
  other.options.executed.add(automation);
  await Promise.all([watchCircuits(engine), watchCircuits(other)]);
  expect(await query(`SELECT reason FROM {s}.run_log`)).toEqual([{ reason: "circuit_open" }]);
});

test("what downtime had put off is no sign of running away", async () => {
  await Promise.all(Array.from({ length: 60 }, () => buildDeal(home, { close_date: "2026-05-20" })));
  await automate({ trigger: { date: { field: "close_date", at: "09:00" } }, steps: NOTE });
  await count(1, 0);
  // Fifteen quiet days; on the sixteenth nobody works until the afternoon.
  home.clock.advanceTo(Temporal.Instant.from("2026-05-20T14:00:00Z"));
  while (await runRound(engine, { steps: 500, groups: 500, deliveries: 100 }));
  expect(await state()).toEqual({ state: "active", reason: null });
  expect(await query(`SELECT count(*)::int AS runs FROM {s}.run WHERE status = 'completed'`)).toEqual([
    { runs: 60 },
  ]);
});

test("what a worker that died had executed is looked at by the next one", async () => {
  await automate({ trigger: { manual: true }, steps: NOTE });
  await count(100, 50);
  await watchCircuits(createEngine(home.workspace));
  expect(await state()).toEqual({ state: "inactive", reason: "circuit_open" });
});
