import { afterAll, beforeAll, expect, test } from "vitest";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const MAX = 3;
const DEALS = 60;
const MONDAY = Temporal.Instant.from("2026-06-01T08:00:00Z");

let home: TestWorkspace;
let clock: VirtualClock;
beforeAll(async () => {
  clock = new VirtualClock(MONDAY);
  home = await openWorkspace({ clock, settings: { frequencyCap: { max: MAX, per: "week" } } });
});
afterAll(() => home.close());

const mailsTo = (address: string) =>
  home.query(`SELECT id FROM {s}.delivery WHERE recipient = $1 AND state = 'sent'`, [address]);

test(
  "five workers give out exactly the slots of each address, week by week",
  { timeout: 120_000 },
  async () => {
    const contacts = await home.create(
      "contact",
      [1, 2].map((index) => ({ first_name: `C${index}`, email: `c${index}@example.test` })),
    );
    // Two automations, so that a worker's batch never holds all steps of an address.
    for (const key of ["left", "right"])
      await home.automate({
        key,
        object: "deal",
        trigger: { on: "created" },
        steps: [
          {
            id: "mail",
            wait: { for: "1h" },
            max_late: "60d",
            do: "send_email",
            with: { to: "customer", subject: key, text: "Hello" },
          },
        ],
      });
    for (let index = 0; index < DEALS; index += 1)
      await home.create("deal", [{ title: `D${index}`, contact: contacts[index % 2]?.id ?? null }]);
    const engines = [home.engine, ...Array.from({ length: 4 }, () => home.peer())];
    for (let week = 1; week <= 3; week += 1) {
      clock.advanceTo(MONDAY.add({ hours: 1 + (week - 1) * 24 * 7 }));
      for (let quiet = 0; quiet < 2;) {
        const busy = await Promise.all(
          engines.map((engine) => runRound(engine, { steps: 7, groups: 7, deliveries: 5 })),
        );
        quiet = busy.includes(true) ? 0 : quiet + 1;
      }
      for (const address of ["c1@example.test", "c2@example.test"])
        expect(await mailsTo(address)).toHaveLength(week * MAX);
    }
  },
);
