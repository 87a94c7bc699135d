import { afterEach, beforeEach, expect, test } from "vitest";
import { recordOf } from "../records/index.ts";
import { activateAutomation, deactivateAutomation, defineAutomation } from "./automations.service.ts";
import { createEngine, type Engine } from "./engine.ts";
import { raiseEvents } from "./events.ts";
import type { Resume } from "./resume.ts";
import { nextRoundAt, runRound } from "./round.ts";
import { buildWorkspace, type TestWorkspace } from "./testing/workspace.ts";

const LIMITS = { steps: 500, groups: 1, deliveries: 100 };

let home: TestWorkspace;
let engine: Engine;
beforeEach(async () => {
  home = await buildWorkspace({ start: "2026-05-04T08:00Z" });
  engine = createEngine(home.workspace);
});
afterEach(() => home.close());

const automate = (step: object) =>
  engine.change(async (context) => {
    const steps = [{ id: "note", do: "post_note", with: { text: "x" }, ...step }];
    const definition = { key: "all", object: "deal", trigger: { on: "created" }, steps };
    await defineAutomation(context, definition, { publisher: null });
    await activateAutomation(context, "all", { existing: false });
  });

const createDeal = () =>
  engine.save(async (unit) => recordOf((await unit.create("deal", [{ input: { title: "Boiler" } }]))[0]).id);

const off = () => engine.change((context) => deactivateAutomation(context, "all"));
const on = (resume: Resume) =>
  engine.change((context) => activateAutomation(context, "all", { existing: false, resume }));

const to = (time: string): void => home.clock.advanceTo(Temporal.Instant.from(`2026-05-${time}Z`));
const work = async (): Promise<void> => {
  while (await runRound(engine, LIMITS));
};
const next = async () => (await nextRoundAt(engine))?.toString();

/** Two attempts fail, at 08:00 and 08:01: the third is due at 08:06. */
const failTwice = async (): Promise<void> => {
  await engine.run(({ unit: { tx } }) =>
    tx.script(`
      CREATE FUNCTION ${tx.s}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON ${tx.s}.o_note FOR EACH ROW EXECUTE FUNCTION ${tx.s}.refuse()`),
  );
  await createDeal();
  await work();
  to("04T08:01");
  await work();
  expect(await next()).toBe("2026-05-04T08:06:00Z");
};

test.each([
  ["shift", "2026-05-04T10:06:00Z"],
  ["keep_clock", "2026-05-04T08:06:00Z"],
  ["restart", "2026-05-04T10:01:00Z"],
] as const)("a step that waits for its next attempt goes on after a pause with %s at %s", async (how, at) => {
  await automate({});
  await failTwice();
  await off();
  to("04T10:01");
  await on(how);
  expect(await next()).toBe(at);
});

test("a step whose event came during the pause waits for its window", async () => {
  await automate({ wait: { event: "call.received" }, window: { days: "any", from: "12:00", to: "13:00" } });
  const record = await createDeal();
  await work();
  await off();
  to("04T08:30");
  await engine.run((context) =>
    raiseEvents(context, [
      {
        name: "call.received",
        object: "deal",
        record,
        payload: {},
        origin: { actor: null, cause: null, runAutomations: true },
      },
    ]),
  );
  to("04T09:00");
  await on("shift");
  expect(await next()).toBe("2026-05-04T10:00:00Z");
});
