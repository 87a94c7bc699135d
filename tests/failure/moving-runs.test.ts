import { afterAll, beforeAll, expect, test } from "vitest";
import { publishAutomation, runRound, type Engine } from "../../apps/server/src/features/automation/index.ts";
import { recordingTransports, type Transports } from "../../apps/server/src/features/messaging/index.ts";
import type { Workspace } from "../../apps/server/src/platform/workspace/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/** The next handover waits for this, and fails where it is rejected. */
let gate: Promise<void> = Promise.resolve();
let handing: () => void = () => {};

const gated = (workspace: Workspace): Transports =>
  new Map(
    [...recordingTransports(workspace)].map(([channel, transport]) => [
      channel,
      {
        ...transport,
        handOver: async (delivery) => {
          handing();
          await gate;
          return transport.handOver(delivery);
        },
      },
    ]),
  );

let home: TestWorkspace;
let other: Engine;
beforeAll(async () => {
  home = await openWorkspace({ transports: gated });
  other = home.peer();
});
afterAll(() => home.close());

const note = (id: string) => ({ id, do: "post_note", with: { text: id } });
const mail = {
  id: "mail",
  do: "send_email",
  with: { to: "customer", from: "us@example.com", subject: "Hello", text: "Hello" },
};
const LIMITS = { steps: 50, groups: 10, deliveries: 10 };

const move = (engine: Engine, key: string, steps: readonly object[]) =>
  engine.change((context) =>
    publishAutomation(context, key, {
      change: { steps } as never,
      activeRuns: "move",
      publisher: null,
    }),
  );

const settle = async (engine: Engine): Promise<void> => {
  while (await runRound(engine, LIMITS));
};

const stepsOf = (key: string) =>
  home.query<{ step: string; status: string; version: number; run: string; runVersion: number }>(
    `SELECT s.step, s.status, s.version, r.status AS run, r.version AS "runVersion"
       FROM {s}.run_step s JOIN {s}.run r ON r.id = s.run JOIN {s}.automation a ON a.id = r.automation
      WHERE a.key = $1 ORDER BY s.id`,
    [key],
  );

for (const outcome of ["done", "uncertain"] as const) {
  test(`a message that is being handed over while its step is taken out ends ${outcome}, and its run goes on in the new version`, async () => {
    const key = `handing-over-${outcome}`;
    await home.automate({ key, object: "contact", trigger: { on: "created" }, steps: [mail, note("old")] });
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    gate = held.promise;
    handing = reached.resolve;
    await home.create("contact", [{ first_name: "Pedro", email: `${outcome}@example.test` }]);
    const working = settle(home.engine);
    await reached.promise;
    await move(other, key, [note("new")]);
    expect(await stepsOf(key)).toEqual([
      { step: "mail", status: "sending", version: 1, run: "active", runVersion: 2 },
    ]);
    if (outcome === "done") held.resolve();
    else held.reject(new Error("the connection broke"));
    await working;
    await settle(home.engine);
    expect(await stepsOf(key)).toEqual([
      { step: "mail", status: outcome, version: 1, run: "completed", runVersion: 2 },
      { step: "new", status: "done", version: 2, run: "completed", runVersion: 2 },
    ]);
    gate = Promise.resolve();
  });
}

test(
  "moving to and fro beside two busy workers runs no step twice and leaves no run behind",
  { timeout: 120_000 },
  async () => {
    const key = "to-and-fro";
    const versions = [
      ["a", "b", "c", "d"],
      ["a", "x", "d"],
      ["c", "a", "d", "b"],
    ].map((ids) => ids.map(note));
    await home.automate({ key, object: "deal", trigger: { on: "created" }, steps: versions[0] });
    const deals = 200;
    const at = { work: true };
    const working = [home.engine, other].map(async (engine) => {
      while (at.work) if (!(await runRound(engine, LIMITS))) await new Promise((go) => setTimeout(go, 5));
    });
    const third = home.peer();
    for (let part = 0; part < 10; part += 1) {
      const titles = Array.from({ length: deals / 10 }, (_, index) => ({ title: `${part}/${index}` }));
      await home.create("deal", titles);
      await move(third, key, versions[(part + 1) % versions.length] ?? []);
    }
    at.work = false;
    await Promise.all(working);
    await settle(home.engine);
    expect(
      await home.query(`SELECT r.status, count(*)::int AS count FROM {s}.run r
        JOIN {s}.automation a ON a.id = r.automation WHERE a.key = 'to-and-fro' GROUP BY r.status`),
    ).toEqual([{ status: "completed", count: deals }]);
    const doubled = await home.query(
      `SELECT record, text, count(*)::int AS count FROM {s}.o_note WHERE length(text) = 1 GROUP BY record, text HAVING count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    const open = await home.query(
      `SELECT s.step, s.status FROM {s}.run_step s WHERE s.status IN ('waiting', 'sending')`,
    );
    expect(open).toEqual([]);
  },
);
