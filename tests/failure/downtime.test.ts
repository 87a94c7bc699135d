import { afterAll, beforeAll, expect, test } from "vitest";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { openChance, type Chance } from "../testkit/random.ts";
import { passTime, workOffDue } from "../testkit/time.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

/*
 * Half a year in which the engine is down every few days while people go on saving. What must have fired is worked
 * out from the dates alone, by the day that each record bore when its moment came.
 */

const START = Temporal.PlainDate.from("2026-01-05");
const DAYS = 180;
const FURTHEST = 100;
const SAVES = 400;

let home: TestWorkspace;
let clock: VirtualClock;
beforeAll(async () => {
  clock = new VirtualClock(at(0, 8));
  home = await openWorkspace({ clock, settings: { timeZone: "UTC" } });
});
afterAll(() => home.close());

const at = (day: number, hour: number): Temporal.Instant =>
  START.add({ days: day }).toZonedDateTime({ timeZone: "UTC", plainTime: { hour } }).toInstant();

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0;

/** What is expected of one automation: record and moment of each run. */
class Expected {
  readonly #moments = new Set<string>();
  readonly #dates = new Map<string, Temporal.Instant>();
  readonly #openUntil: Temporal.Instant;

  constructor(end: Temporal.Instant) {
    this.#openUntil = end;
  }

  /** The record's moment moves; the one that it had came if it lay before. */
  set(record: string, moment: Temporal.Instant | null): void {
    this.#pass(record, clock.now());
    // A moment already past when its date is set does not fire.
    if (moment !== null && !isBefore(moment, clock.now())) this.#dates.set(record, moment);
  }

  /** A moment that came and went while nobody worked: what a save then does to it is a matter of taste. */
  isMissed(record: string, since: Temporal.Instant | null): boolean {
    const moment = this.#dates.get(record);
    return (
      moment !== undefined && since !== null && !isBefore(moment, since) && !isBefore(clock.now(), moment)
    );
  }

  end(): string[] {
    for (const record of this.#dates.keys()) this.#pass(record, this.#openUntil);
    return [...this.#moments].toSorted();
  }

  #pass(record: string, now: Temporal.Instant): void {
    const moment = this.#dates.get(record);
    this.#dates.delete(record);
    if (moment !== undefined && !isBefore(now, moment)) this.#moments.add(`${record} ${moment.toString()}`);
  }
}

const CLOSING = {
  key: "closing",
  object: "deal",
  trigger: { date: { field: "close_date", offset: "-5d", at: "09:00" } },
  steps: [{ id: "tag", do: "add_tags", with: { tags: ["closing"] } }],
};
const RENEWING = {
  key: "renewing",
  object: "deal",
  trigger: { date: { field: "closed_at", offset: "1mo" } },
  steps: [{ id: "tag", do: "add_tags", with: { tags: ["renewing"] } }],
};

test(
  "over half a year with the engine down every few days each moment fires once, and none else",
  { timeout: 120_000 },
  async () => {
    const chance = openChance();
    const [closing, renewing] = await home.automate(CLOSING, RENEWING);
    const end = at(DAYS + FURTHEST + 40, 8);
    const expected = { closing: new Expected(end), renewing: new Expected(end) };
    const deals: string[] = [];
    let downSince: Temporal.Instant | null = null;
    let downtimes = 0;

    for (const moment of momentsOf(chance)) {
      if (downSince === null) await passTime(home.engine, clock, moment);
      else clock.advanceTo(moment);
      if (chance.fraction() < 0.15) {
        if (downSince === null) downtimes += 1;
        if (downSince !== null) await workOffDue(home.engine);
        downSince = downSince === null ? clock.now() : null;
      }
      const deal = chance.fraction() < 0.5 ? undefined : deals[chance.between(0, deals.length - 1)];
      const since = downSince;
      if (deal !== undefined && Object.values(expected).some((each) => each.isMissed(deal, since))) continue;
      const today = START.until(clock.now().toZonedDateTimeISO("UTC").toPlainDate()).days;
      const closeDay = chance.between(today - 10, today + FURTHEST);
      const closedAt = at(chance.between(today - 45, today + FURTHEST), chance.between(0, 23));
      const input = {
        close_date: chance.fraction() < 0.1 ? null : START.add({ days: closeDay }).toString(),
        closed_at: chance.fraction() < 0.1 ? null : closedAt.toString(),
      };
      const id = deal ?? (await home.create("deal", [{ title: "Boiler", ...input }]))[0]?.id ?? "";
      if (deal === undefined) deals.push(id);
      else await home.update("deal", id, input);
      expected.closing.set(id, input.close_date === null ? null : at(closeDay - 5, 9));
      const aMonthOn = closedAt.toZonedDateTimeISO("UTC").add({ months: 1 }).toInstant();
      expected.renewing.set(id, input.closed_at === null ? null : aMonthOn);
    }
    await passTime(home.engine, clock, end);

    const wanted = { closing: expected.closing.end(), renewing: expected.renewing.end() };
    const fired = wanted.closing.length + wanted.renewing.length;
    console.log(
      `downtime: ${deals.length} deals, ${fired} moments, ${downtimes} downtimes, seed ${chance.seed}`,
    );
    expect(await firedOf(closing)).toEqual(wanted.closing);
    expect(await firedOf(renewing)).toEqual(wanted.renewing);
    expect(await home.query(`SELECT DISTINCT status FROM {s}.run`)).toEqual([{ status: "completed" }]);
  },
);

/** Random moments of half a year, in order. */
const momentsOf = (chance: Chance): Temporal.Instant[] =>
  Array.from({ length: SAVES }, () => at(0, 9).add({ minutes: chance.between(1, DAYS * 24 * 60) })).toSorted(
    (one, other) => Temporal.Instant.compare(one, other),
  );

const firedOf = async (automation: string | undefined): Promise<string[]> => {
  const runs = await home.query<{ record: string; base_at: string }>(
    `SELECT record, base_at FROM {s}.run WHERE automation = $1`,
    [automation],
  );
  return runs.map((run) => `${run.record} ${Temporal.Instant.from(run.base_at).toString()}`).toSorted();
};
