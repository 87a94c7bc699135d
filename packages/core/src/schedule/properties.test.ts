import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochAt, wallAt } from "./zone.ts";
import {
  addDuration,
  type BusinessCalendar,
  deferToAllowed,
  type Duration,
  dueAfterWait,
  DURATION_UNITS,
  localDate,
  nextAllowed,
  quietUntil,
  WEEKDAYS,
  type Window,
} from "./index.ts";

const ZONES = ["Europe/Madrid", "Europe/Bucharest", "America/New_York", "Australia/Lord_Howe"] as const;
const HOUR = 3_600_000;

const instantOf = (epoch: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(epoch);

const changesOf = (timeZone: string): readonly number[] => {
  const changes: number[] = [];
  let moment = Temporal.Instant.from("2024-01-01T00:00:00Z").toZonedDateTimeISO(timeZone);
  while (changes.length < 10) {
    moment = moment.getTimeZoneTransition("next")!;
    changes.push(moment.epochMilliseconds);
  }
  return changes;
};

/** Half of the instants lie within a day and a half of a change of the clock. */
const epochs = (timeZone: string): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) }),
    fc
      .tuple(fc.constantFrom(...changesOf(timeZone)), fc.integer({ min: -36 * HOUR, max: 36 * HOUR }))
      .map(([change, distance]) => change + distance),
  );

const wallTimeOf = (minutes: number): string => {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
};

const wallTimes = fc.nat(24 * 60 - 1).map(wallTimeOf);

const durations = fc.record<Duration>({
  amount: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom(...DURATION_UNITS),
});

const windows = fc.record<Window>({
  days: fc.oneof(
    fc.constantFrom("any", "workday", "weekend", undefined),
    fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
  ),
  from: fc.option(wallTimes, { nil: undefined }),
  to: fc.option(wallTimes, { nil: undefined }),
  at: fc.option(wallTimes, { nil: undefined }),
});

const holidays = new Set(["2024-05-01", "2025-12-25", "2026-04-15", "2026-06-01"]);

const calendars = (timeZone: string): fc.Arbitrary<BusinessCalendar> =>
  fc.record({
    timeZone: fc.constant(timeZone),
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    from: wallTimes,
    to: wallTimes,
    holidays: fc.constantFrom(holidays, new Set<string>()),
  });

const runs = { numRuns: 400 };

describe.each(ZONES)("%s", (timeZone) => {
  const nine: BusinessCalendar = {
    timeZone,
    days: WEEKDAYS.slice(0, 5),
    from: "09:00",
    to: "18:00",
    holidays,
  };

  test("our clock is Temporal's clock", () => {
    fc.assert(
      fc.property(epochs(timeZone), (epoch) => {
        const wall = instantOf(epoch).toZonedDateTimeISO("UTC").toPlainDateTime();
        const there = instantOf(epoch).toZonedDateTimeISO(timeZone).toPlainDateTime();
        expect(epochAt(timeZone, epoch)).toBe(wall.toZonedDateTime(timeZone).epochMilliseconds);
        expect(wallAt(timeZone, epoch)).toBe(there.toZonedDateTime("UTC").epochMilliseconds);
      }),
      runs,
    );
  });

  test("calendar durations agree with Temporal's addition on the wall", () => {
    const units = fc.constantFrom("d", "w", "mo", "y");
    fc.assert(
      fc.property(epochs(timeZone), fc.integer({ min: -60, max: 60 }), units, (epoch, amount, unit) => {
        fc.pre(amount !== 0);
        const names = { d: "days", w: "weeks", mo: "months", y: "years" } as const;
        const expected = instantOf(epoch)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .add({ [names[unit]]: amount })
          .toZonedDateTime(timeZone)
          .toInstant();
        expect(addDuration(instantOf(epoch), { amount, unit }, nine).toString()).toBe(expected.toString());
      }),
      runs,
    );
  });

  test("nothing is due before its base, and a wait in elapsed time is kept whole", () => {
    fc.assert(
      fc.property(epochs(timeZone), durations, windows, (epoch, wait, window) => {
        const base = instantOf(epoch);
        const due = dueAfterWait(base, { wait, window }, nine);
        if (due === null) return;
        const countsWhole = wait.unit === "m" || wait.unit === "h" || wait.unit === "bh";
        const earliest = countsWhole ? addDuration(base, wait, nine) : base;
        expect(Temporal.Instant.compare(due, earliest)).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  test("a wait in days without `at` is not cut short", () => {
    fc.assert(
      fc.property(epochs(timeZone), durations, windows, (epoch, wait, { at: _at, ...window }) => {
        const base = instantOf(epoch);
        const due = dueAfterWait(base, { wait, window }, nine);
        if (due === null) return;
        expect(Temporal.Instant.compare(due, addDuration(base, wait, nine))).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  test("later instants are not allowed earlier, and what is allowed stays", () => {
    fc.assert(
      fc.property(epochs(timeZone), fc.nat(72 * HOUR), windows, (epoch, gap, window) => {
        const first = nextAllowed(instantOf(epoch), window, nine);
        const second = nextAllowed(instantOf(epoch + gap), window, nine);
        if (first === null || second === null) return;
        expect(Temporal.Instant.compare(first, second)).toBeLessThanOrEqual(0);
        expect(nextAllowed(first, window, nine)?.equals(first)).toBe(true);
      }),
      runs,
    );
  });

  test("business hours: forwards in order, and back again to the same working moment", () => {
    fc.assert(
      fc.property(
        epochs(timeZone),
        fc.nat(48 * HOUR),
        fc.nat(20),
        calendars(timeZone),
        (epoch, gap, amount, calendar) => {
          const add = (start: number, hours: number): number =>
            addDuration(instantOf(start), { amount: hours, unit: "bh" }, calendar).epochMilliseconds;
          expect(add(epoch, amount)).toBeLessThanOrEqual(add(epoch + gap, amount));
          expect(add(epoch, amount)).toBeGreaterThanOrEqual(epoch);
          expect(add(epoch, -amount - 1)).toBeLessThan(epoch);
          expect(add(add(add(epoch, amount), -amount), 0)).toBe(add(epoch, 0));
        },
      ),
      runs,
    );
  });

  test("business days land on working days and keep the wall time", () => {
    fc.assert(
      fc.property(
        epochs(timeZone),
        fc.integer({ min: -20, max: 20 }),
        calendars(timeZone),
        (epoch, amount, calendar) => {
          const moved = addDuration(instantOf(epoch), { amount, unit: "bd" }, calendar);
          const date = localDate(moved, timeZone);
          expect(holidays.has(date) && calendar.holidays.size > 0).toBe(false);
          expect(calendar.days).toContain(WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1]);

          const [wall, movedWall] = [wallAt(timeZone, epoch), wallAt(timeZone, moved.epochMilliseconds)];
          const skipped =
            epochAt(timeZone, movedWall) !== moved.epochMilliseconds ||
            (movedWall - wall) % (24 * HOUR) !== 0;
          if (!skipped) return;
          // Only a skipped wall time moves, and only by the gap.
          const nominal = Math.floor(movedWall / (24 * HOUR)) * 24 * HOUR + (wall % (24 * HOUR));
          expect([0, HOUR, HOUR / 2]).toContain(movedWall - nominal);
        },
      ),
      runs,
    );
  });

  test("a quiet moment's end is later and no longer quiet", () => {
    // Quiet hours that leave less than the gap free meet themselves when the clock jumps.
    const hours = fc.record({ from: fc.nat(23 * 60), length: fc.integer({ min: 1, max: 22 * 60 }) });
    fc.assert(
      fc.property(epochs(timeZone), hours, (epoch, { from, length }) => {
        const quiet = { from: wallTimeOf(from), to: wallTimeOf((from + length) % (24 * 60)) };
        const end = quietUntil(instantOf(epoch), quiet, timeZone);
        if (end === null) return;
        expect(end.epochMilliseconds).toBeGreaterThan(epoch);
        expect(end.epochMilliseconds).toBeLessThanOrEqual(epoch + 24 * HOUR);
        expect(quietUntil(end, quiet, timeZone)).toBeNull();
      }),
      runs,
    );
  });

  test("a deferred moment satisfies every limit at once", () => {
    fc.assert(
      fc.property(epochs(timeZone), windows, fc.constantFrom(...ZONES), (epoch, window, recipientZone) => {
        const quietHours = { from: "23:00", to: "07:30", timeZone: recipientZone };
        const person = { calendar: nine, absences: [{ from: "2026-03-20", to: "2026-04-02" }] };
        const found = deferToAllowed(instantOf(epoch), { calendar: nine, window, quietHours, person });
        if (found === null) return;
        expect(found.instant.epochMilliseconds).toBeGreaterThanOrEqual(epoch);
        expect(found.reason === null).toBe(found.instant.epochMilliseconds === epoch);
        expect(
          deferToAllowed(found.instant, { calendar: nine, window, quietHours, person })?.reason,
        ).toBeNull();
        expect(quietUntil(found.instant, quietHours, recipientZone)).toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});
