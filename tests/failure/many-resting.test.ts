import { afterEach, beforeEach, expect, test } from "vitest";
import {
  activateAutomation,
  deactivateAutomation,
  runRound,
  type Resume,
} from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/* More messages, and more jobs, rest with their automation than are taken up at once when it is switched on again. */

const DEALS = 1100;
/** Messages stay queued. */
const LIMITS = { steps: 500, groups: 500, deliveries: 0 };

let home: TestWorkspace;
let clock: VirtualClock;

beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
});
afterEach(() => home.close());

const to = (time: string): void => clock.advanceTo(Temporal.Instant.from(`2026-06-01T${time}:00Z`));
const work = async (): Promise<void> => {
  while (await runRound(home.engine, LIMITS));
};
const off = () => home.engine.change((context) => deactivateAutomation(context, "all"));
const on = (resume: Resume) =>
  home.engine.change((context) => activateAutomation(context, "all", { existing: false, resume }));

const HOUR = `'HH24:MI'`;
/** How many messages go next when, and from when the lateness of how many steps counts. */
const standing = async () => ({
  messages: await home.query(
    `SELECT state, to_char(run_at AT TIME ZONE 'UTC', ${HOUR}) AS at, count(*)::int FROM {s}.delivery GROUP BY 1, 2`,
  ),
  steps: await home.query(
    `SELECT status, to_char(due_at AT TIME ZONE 'UTC', ${HOUR}) AS due, count(*)::int FROM {s}.run_step GROUP BY 1, 2`,
  ),
});

const mail = {
  key: "all",
  object: "deal",
  trigger: { on: "created" },
  steps: [
    {
      id: "mail",
      do: "send_email",
      with: { to: ["a@example.test", "b@example.test"], subject: "{{ deal.title }}", text: "Hello" },
    },
  ],
};

test(
  "each message and each step that rested is moved once by the length of the pause",
  { timeout: 120_000 },
  async () => {
    await home.automate(mail);
    await home.create(
      "deal",
      Array.from({ length: DEALS }, (_, index) => ({ title: `Deal ${index}` })),
    );
    await work();
    await off();
    expect((await standing()).messages).toEqual([{ state: "queued", at: null, count: 2 * DEALS }]);
    to("10:00");
    await on("shift");
    expect(await standing()).toEqual({
      messages: [{ state: "queued", at: "10:00", count: 2 * DEALS }],
      steps: [{ status: "sending", due: "10:00", count: DEALS }],
    });
  },
);

test("each job that rested is moved once by the length of the pause", async () => {
  const [automation] = await home.automate(mail);
  await home.query(
    `INSERT INTO {s}.job (id, kind, automation, task, run_at)
     SELECT gen_random_uuid(), 'start', $1::uuid,
            jsonb_build_object('automation', $1::uuid, 'version', 1, 'record', gen_random_uuid(),
                               'base', '2026-06-01T07:00:00Z'),
            '2026-06-01T09:00:00Z'
       FROM generate_series(1, $2::int)`,
    [automation, DEALS],
  );
  await off();
  to("08:30");
  await on("shift");
  expect(
    await home.query(
      `SELECT task->>'base' AS base, run_at IS NULL AS rests, count(*)::int FROM {s}.job GROUP BY 1, 2`,
    ),
  ).toEqual([{ base: "2026-06-01T07:30:00Z", rests: false, count: DEALS }]);
});
