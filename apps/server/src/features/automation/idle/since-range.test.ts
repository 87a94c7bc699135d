import type { BusinessCalendar } from "@cadencia/core/schedule";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { idleMoment, shortest, sinceRange } from "./since-range.ts";

const CALENDAR: BusinessCalendar = {
  timeZone: "Europe/Madrid",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(["2026-03-30", "2026-03-31", "2026-12-25"]),
};
const HOUR = 3_600_000;
const instant = (epoch: number) => Temporal.Instant.fromEpochMilliseconds(epoch);
const lengths = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom("m", "h", "d", "w", "mo", "y", "bd", "bh"),
});
const epochs = fc.integer({ min: Date.UTC(2025, 9), max: Date.UTC(2027, 3) });

test("every beginning whose moment lies in the span lies in the range", () => {
  fc.assert(
    fc.property(
      epochs,
      lengths,
      fc.integer({ min: 1, max: 72 * HOUR }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (epoch, length, width, share) => {
        const at = idleMoment(instant(epoch), length, CALENDAR)?.epochMilliseconds ?? 0;
        const from = at - Math.ceil(width * share) - 1;
        const range = sinceRange({ from: instant(from), to: instant(from + width + 1) }, length, CALENDAR);
        expect(range.from.epochMilliseconds).toBeLessThanOrEqual(epoch);
        expect(range.to.epochMilliseconds).toBeGreaterThanOrEqual(epoch);
      },
    ),
    { numRuns: 500 },
  );
});

test("no spell lasts long enough sooner than the shortest time", () => {
  fc.assert(
    fc.property(epochs, lengths, (epoch, length) => {
      const at = idleMoment(instant(epoch), length, CALENDAR)?.epochMilliseconds ?? 0;
      expect(at - epoch).toBeGreaterThanOrEqual(shortest(length));
    }),
    { numRuns: 500 },
  );
});

test("the range stays near the span: three business days reach back no further than ten days", () => {
  const from = Temporal.Instant.from("2026-06-10T08:00:00Z");
  const range = sinceRange({ from, to: from.add({ hours: 48 }) }, { amount: 3, unit: "bd" }, CALENDAR);
  expect(range.from.until(from).total("hours")).toBeLessThanOrEqual(10 * 24);
});

test("where the business calendar never opens, nothing is ever idle for business days", () => {
  const closed = { ...CALENDAR, days: [] };
  const now = Temporal.Instant.from("2026-06-10T08:00:00Z");
  expect(idleMoment(now, { amount: 1, unit: "bd" }, closed)).toBeNull();
  const range = sinceRange({ from: now, to: now.add({ hours: 48 }) }, { amount: 1, unit: "bd" }, closed);
  expect(range.to.equals(now.add({ hours: 48 }))).toBe(true);
});
