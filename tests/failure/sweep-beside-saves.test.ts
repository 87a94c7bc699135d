import { afterEach, beforeEach, expect, test } from "vitest";
import { sweep } from "../../apps/server/src/features/automation/sweep.ts";
import { recordOf } from "../../apps/server/src/features/records/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { interleave, ORDERS } from "../testkit/interleave.ts";
import { passTime } from "../testkit/time.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

let home: TestWorkspace;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
});
afterEach(() => home.close());

/** Where the date goes while the sweep is under way, and when the automation then runs. */
const MOVES = [
  { name: "sooner, within the horizon", days: 3, moments: 1 },
  { name: "later, within the horizon", days: 5, moments: 1 },
  { name: "beyond the horizon", days: 8, moments: 1 },
  { name: "away", days: null, moments: 0 },
];

for (const { name, days, moments } of MOVES) {
  test(
    `a date that is moved ${name} while a sweep is under way fires once, at its new moment`,
    { timeout: 60_000 },
    async () => {
      const [id] = await home.automate({
        key: "on-the-day",
        object: "deal",
        trigger: { date: { field: "close_date", at: "09:00" } },
        steps: [{ id: "tag", do: "add_tags", with: { tags: ["day"] } }],
      });
      const other = home.peer();
      for (const order of ORDERS) {
        const today = clock.now().toZonedDateTimeISO("UTC").startOfDay();
        const dayAfter = (count: number): string => today.add({ days: count }).toPlainDate().toString();
        const [deal] = await home.create("deal", [{ title: "Boiler", close_date: dayAfter(4) }]);
        // The date lies beyond what a save arms; now it has come within what the sweep arms.
        clock.advanceTo(today.add({ days: 2, hours: 12 }).toInstant());
        await interleave(home, order, {
          a: { engine: home.engine, kind: "run", work: sweep },
          b: {
            engine: other,
            kind: "save",
            work: async ({ unit }) => {
              const input = { close_date: days === null ? null : dayAfter(days) };
              recordOf((await unit.update("deal", [{ id: deal?.id ?? "", input }]))[0]);
            },
          },
        });
        await passTime(home.engine, clock, today.add({ days: 10, hours: 8 }).toInstant());
        const runs = await home.query<{ base_at: string }>(
          `SELECT base_at FROM {s}.run WHERE automation = $1 AND record = $2`,
          [id, deal?.id],
        );
        expect({ order, runs: runs.map((run) => Temporal.Instant.from(run.base_at).toString()) }).toEqual({
          order,
          runs:
            moments === 0
              ? []
              : [
                  today
                    .add({ days: days ?? 0, hours: 9 })
                    .toInstant()
                    .toString(),
                ],
        });
      }
    },
  );
}
