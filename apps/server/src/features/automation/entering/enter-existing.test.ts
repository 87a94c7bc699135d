import { afterEach, beforeEach, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  defineAutomation,
  existing,
  prepareActivation,
  ruleOf,
} from "../automations.service.ts";
import { createEngine, type Engine } from "../engine.ts";
import { previewActivation } from "../preview/preview.ts";
import { publishAutomation } from "../publishing/publish.ts";
import { runRound } from "../round.ts";
import { buildDeal } from "../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../testing/workspace.ts";
import { enterExisting } from "./enter-existing.ts";

let workspace: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  workspace = await buildWorkspace();
  engine = createEngine(workspace.workspace);
});
afterEach(() => workspace.close());

const SENT = { enters: { stage: "sales/proposal" } };
const task = (wait: object) => ({ id: "task", wait, do: "create_task", with: { title: "Call" } });
const NOBODY = { publisher: null };

const define = (key: string, rest: object): Promise<unknown> =>
  engine.change((context) =>
    defineAutomation(context, { key, object: "deal", trigger: SENT, ...rest }, NOBODY),
  );

/** Enters in parts of two, and answers when each run counts from. */
const enterInParts = async (key: string): Promise<readonly string[]> => {
  await engine.change((context) => activateAutomation(context, key, { existing: false }));
  await engine.change(async (context) =>
    enterExisting(context, await ruleOf(context, await existing(context, key)), { part: 2 }),
  );
  workspace.clock.advanceTo(workspace.clock.now().add({ minutes: 10 }));
  while (await runRound(engine, { steps: 100, groups: 100, deliveries: 100 }));
  return (await steps(key)).map(({ due }) => due);
};

const steps = (key: string) =>
  engine.run(({ unit: { tx } }) =>
    tx.query<{ record: string; due: string; base: string }>(
      `SELECT r.record, s.due_at AS due, r.base_at AS base FROM ${tx.s}.run r
         JOIN ${tx.s}.run_step s ON s.run = r.id JOIN ${tx.s}.automation a ON a.id = r.automation
        WHERE a.key = $1 ORDER BY r.record`,
      [key],
    ),
  );

const deals = async (count: number, values: object = {}): Promise<void> => {
  for (let made = 0; made < count; made += 1)
    await buildDeal(workspace, { stage: "sales/proposal", ...values });
};

test("what a part leaves is entered by the workers, counted from the activation, each record once", async () => {
  await deals(5);
  await buildDeal(workspace, { stage: "sales/new" });
  await define("all", { steps: [task({ for: "2d" })] });
  const from = workspace.clock.now();
  const due = await enterInParts("all");
  expect(due).toHaveLength(5);
  expect(new Set(due)).toEqual(new Set([from.add({ hours: 48 }).toString()]));
  expect(new Set((await steps("all")).map(({ record }) => record)).size).toBe(5);
});

test("where the record has a say in its steps, the parts are the same", async () => {
  await deals(5, { close_date: "2026-05-20" });
  await define("until", { steps: [task({ until: { field: "close_date", at: "10:00" } })] });
  expect(await enterInParts("until")).toEqual(Array.from({ length: 5 }, () => "2026-05-20T08:00:00Z"));
});

/** Two of five have entered when somebody does something else. */
const enterTwoOfFive = async (): Promise<void> => {
  await deals(5);
  await define("all", { steps: [task({ for: "2d" })] });
  await engine.change((context) => activateAutomation(context, "all", { existing: false }));
  await engine.change(async (context) =>
    enterExisting(context, await ruleOf(context, await existing(context, "all")), { part: 2 }),
  );
  expect(await steps("all")).toHaveLength(2);
};

const hours = (count: number): void => {
  workspace.clock.advanceTo(workspace.clock.now().add({ hours: count }));
};

const finish = async (): Promise<void> => {
  while (await runRound(engine, { steps: 100, groups: 100, deliveries: 100 }));
};

test("switched off, an automation enters nobody; whom it still had to enter follow when it is on again, by the length of the pause later", async () => {
  const from = workspace.clock.now();
  await enterTwoOfFive();
  await off("all");
  hours(10);
  await finish();
  expect(await steps("all")).toHaveLength(2);
  await engine.change((context) => activateAutomation(context, "all", { existing: false }));
  await buildDeal(workspace, { stage: "sales/proposal" });
  await finish();
  const due = (await steps("all")).map((step) => step.due);
  expect(due).toHaveLength(5);
  expect(new Set(due)).toEqual(new Set([from.add({ hours: 58 }).toString()]));
});

test("who still had to enter is discarded with what waits", async () => {
  await enterTwoOfFive();
  await off("all");
  hours(1);
  await engine.change((context) =>
    activateAutomation(context, "all", { existing: false, resume: "discard" }),
  );
  await finish();
  expect(await steps("all")).toHaveLength(2);
});

test("a new version first enters, by the old one, whom that still had to enter", async () => {
  await enterTwoOfFive();
  const later = { id: "task", wait: { for: "9d" }, do: "create_task", with: { title: "Call" } } as const;
  const change = { steps: [later] };
  await engine.change((context) =>
    publishAutomation(context, "all", { change, activeRuns: "finish", ...NOBODY }),
  );
  await finish();
  const due = (await steps("all")).map((step) => step.due);
  expect(due).toHaveLength(5);
  expect(new Set(due).size).toBe(1);
});

const off = (key: string) => engine.change((context) => deactivateAutomation(context, key));

const move = (id: string, stage: string) =>
  engine.save(async (unit) => void (await unit.update("deal", [{ id, input: { stage } }])));

test("what was prepared and changed before the activation counts as it is then, and starts nothing by itself", async () => {
  await deals(2);
  const leaver = await buildDeal(workspace, { stage: "sales/proposal" });
  const late = await buildDeal(workspace, { stage: "sales/new" });
  await define("all", { steps: [task({ for: "2d" })] });
  await engine.run((context) => prepareActivation(context, "all"));
  await move(leaver.id, "sales/new");
  await move(late.id, "sales/proposal");
  expect(await steps("all")).toEqual([]);
  await engine.change((context) => activateAutomation(context, "all", { existing: true }));
  const records = (await steps("all")).map(({ record }) => record);
  expect(records).toHaveLength(3);
  expect(records).toContain(late.id);
  expect(records).not.toContain(leaver.id);
  await engine.run((context) => prepareActivation(context, "all"));
  await move(leaver.id, "sales/proposal");
  expect(await steps("all")).toHaveLength(4);
});

/** Rules of which the statement for all and the reading of each record must make the same. */
const ENROLLMENTS = [
  {},
  { again: "once" },
  { again: { gap: "3d" } },
  { while_active: "restart" },
  { exit: { leaves: false } },
  { again: "once", exit: { leaves: false } },
] as const;

test.each(ENROLLMENTS)(
  "%j: as many enter as the preview says, by one statement or one by one",
  async (enrollment) => {
    const when = ["amount", "gt", 100];
    // The second takes a date that is past, so that records are read; both begin and end alike.
    await define("at-once", { when, enrollment, steps: [task({ for: "2d" })] });
    const frozen = { until: { field: "close_date", offset: "2d", freeze: true } };
    await define("one-by-one", {
      when,
      enrollment,
      steps: [task({ for: "2d" }), { ...task(frozen), id: "dated" }],
    });
    const keys = ["at-once", "one-by-one"];
    const each = async (work: (key: string) => Promise<unknown>): Promise<void> => {
      for (const key of keys) await work(key);
    };
    const on = (alsoExisting: boolean) => async (key: string) => {
      const [before, preview] = [
        (await steps(key)).length,
        await engine.run((context) => previewActivation(context, key, { existing: alsoExisting })),
      ];
      await engine.change((context) => activateAutomation(context, key, { existing: alsoExisting }));
      entered.push((await steps(key)).length - before);
      expect(preview.enter).toBe(entered.at(-1));
    };
    const entered: number[] = [];
    const rounds = async (days: number): Promise<void> => {
      workspace.clock.advanceTo(workspace.clock.now().add({ hours: 24 * days }));
      while (await runRound(engine, { steps: 100, groups: 100, deliveries: 100 }));
    };

    const staying = await buildDeal(workspace, {
      stage: "sales/proposal",
      amount: 500,
      close_date: "2026-05-01",
    });
    const returning = await buildDeal(workspace, {
      stage: "sales/proposal",
      amount: 500,
      close_date: "2026-05-01",
    });
    await buildDeal(workspace, { stage: "sales/proposal", amount: 50 });
    await each(on(true));
    await move(returning.id, "sales/new");
    await rounds(1);
    await move(returning.id, "sales/proposal");
    await each(off);
    await rounds(1);
    await each(on(true));
    await rounds(4);
    await move(staying.id, "sales/new");
    await each(off);
    await move(staying.id, "sales/proposal");
    await deals(1, { amount: 900, close_date: "2026-05-01" });
    await each(on(true));
    await rounds(4);
    await each(off);
    await each(on(true));
    const pairs = Array.from({ length: entered.length / 2 }, (_, index) =>
      entered.slice(index * 2, index * 2 + 2),
    );
    expect(pairs.map(([atOnce]) => atOnce)).toEqual(pairs.map(([, oneByOne]) => oneByOne));
    expect(pairs[0]).toEqual([2, 2]);
  },
);
