import { afterAll, beforeAll, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  runRound,
  stopAutomation,
  type Engine,
} from "../../apps/server/src/features/automation/index.ts";
import type { Transport } from "../../apps/server/src/features/messaging/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openChance } from "../testkit/random.ts";
import { pause } from "../testkit/until.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const LIMITS = { steps: 100, groups: 1, deliveries: 100 };

let home: TestWorkspace;
let person: Engine;
let clock: VirtualClock;
/** What a handover does before it answers that it may be tried again; null: it succeeds. */
let meanwhile: (() => Promise<unknown>) | null = null;
let handovers = 0;

const webhook: Transport = {
  channel: "webhook",
  async handOver() {
    handovers += 1;
    if (meanwhile === null) return { ok: true };
    await meanwhile();
    return { ok: false, temporary: true, answer: "503" };
  },
};

beforeAll(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-03-02T09:00:00Z"));
  home = await openWorkspace({ clock, transports: () => new Map([["webhook", webhook]]) });
  person = home.peer();
});
afterAll(() => home.close());

const begin = async (key: string): Promise<string> => {
  handovers = 0;
  await home.automate({
    key,
    object: "deal",
    trigger: { enters: [["title", "is", key]] },
    steps: [{ id: "call", do: "call_webhook", with: { url: "https://example.test/" } }],
  });
  const [deal] = await home.create("deal", [{ title: key }]);
  return deal?.id ?? "";
};

const work = async (): Promise<void> => {
  while (await runRound(home.engine, LIMITS));
};

const later = async (time: { hours?: number; minutes?: number }): Promise<void> => {
  clock.advanceTo(clock.now().add(time));
  await work();
};

const standing = async (key: string) =>
  (
    await home.query<{ step: string; reason: string | null; delivery: string; rests: boolean }>(
      `SELECT s.status AS step, s.reason, d.state AS delivery, d.run_at IS NULL AS rests
         FROM {s}.run_step s JOIN {s}.automation a ON a.id = s.automation JOIN {s}.delivery d ON d.step = s.id
        WHERE a.key = $1`,
      [key],
    )
  )[0];

test("an automation switched off while its message is handed over makes no further attempt until it is on", async () => {
  await begin("off-meanwhile");
  meanwhile = () => person.change((context) => deactivateAutomation(context, "off-meanwhile"));
  await work();
  meanwhile = null;
  expect(await standing("off-meanwhile")).toMatchObject({ step: "sending", delivery: "queued", rests: true });
  await later({ hours: 10 });
  expect(handovers).toBe(1);
  await person.change((context) =>
    activateAutomation(context, "off-meanwhile", { existing: false, resume: "shift" }),
  );
  await later({ minutes: 1 });
  expect(handovers).toBe(2);
  expect(await standing("off-meanwhile")).toMatchObject({ step: "done", delivery: "sent" });
});

test("a run that is stopped while its message is handed over makes no further attempt", async () => {
  const deal = await begin("stopped-meanwhile");
  meanwhile = () =>
    person.run((context) => stopAutomation(context, "stopped-meanwhile", { record: deal, actor: null }));
  await work();
  meanwhile = null;
  expect(await standing("stopped-meanwhile")).toMatchObject({
    step: "failed",
    reason: "error",
    delivery: "failed",
  });
  await later({ hours: 10 });
  expect(handovers).toBe(1);
});

test(
  "switched off or stopped at any moment of a failing handover, nothing goes afterwards",
  { timeout: 60_000 },
  async () => {
    const chance = openChance();
    for (let round = 0; round < 20; round += 1) {
      const key = `beside-${round}`;
      const deal = await begin(key);
      const interfere = round % 2 === 0 ? off(key) : stop(key, deal);
      let interfering: Promise<unknown> = Promise.resolve();
      meanwhile = async () => {
        interfering = pause(chance.between(0, 12)).then(() => person[interfere.kind](interfere.work));
        await pause(chance.between(0, 12));
      };
      await runRound(home.engine, LIMITS);
      await interfering;
      meanwhile = null;
      await later({ hours: 10 });
      expect({ round, handovers }).toEqual({ round, handovers: 1 });
    }
  },
);

const off = (key: string) => ({
  kind: "change" as const,
  work: (context: Parameters<typeof deactivateAutomation>[0]): Promise<unknown> =>
    deactivateAutomation(context, key),
});

const stop = (key: string, record: string) => ({
  kind: "run" as const,
  work: (context: Parameters<typeof stopAutomation>[0]): Promise<unknown> =>
    stopAutomation(context, key, { record, actor: null }),
});
