import { asText } from "../model/index.ts";
import { assert, constantFrom, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { type BusinessCalendar, parseDuration } from "../schedule/index.ts";
import { evaluate, flipRanges, nextFlip } from "./index.ts";
import { at, CALENDAR, parsed, record } from "./testing/sample-model.ts";
import { fromMicroseconds, toMicroseconds } from "./time/microseconds.ts";
import { momentsAtMost } from "./time/moments-at-most.ts";
import { shift } from "./time/shift.ts";

const flipOf = (input: unknown, values: Readonly<Record<string, string>>, now: string): string | null =>
  nextFlip(parsed(input), record(values), at(now))?.toString() ?? null;

test.each([
  [["visit", "older_than", "3d"], "2026-03-28", "2026-03-30T22:00:00Z"],
  [["visit", "newer_than", "3d"], "2026-03-28", "2026-03-30T22:00:00Z"],
  [["visit", "older_than", "3d"], "2026-01-01", null],
  [["visit", "within_next", "1mo"], "2026-06-30", "2026-05-29T22:00:00Z"],
  [["visit", "on", "today"], "2026-04-10", "2026-04-09T22:00:00Z"],
  [["visit", "before", "today-3d"], "2026-04-10", "2026-04-13T22:00:00Z"],
  [["visit", "before", "2026-06-01"], "2026-04-10", null],
  [["visit", "older_than", "3d"], "9999-12-31", null],
  [["visit", "before", "today"], "9999-12-31", null],
])("%j over %s flips at %s", (input, visit, expected) => {
  expect(flipOf(input, { visit }, "2026-03-20T12:00:00Z")).toBe(expected);
});

test("conditions on the clock flip at midnights and hours", () => {
  expect(flipOf(["now", "weekday_in", ["mon"]], {}, "2026-03-20T12:00:00Z")).toBe("2026-03-22T23:00:00Z");
  expect(flipOf(["now", "time_between", ["20:00", "08:00"]], {}, "2026-03-20T12:00:00Z")).toBe(
    "2026-03-20T19:00:00Z",
  );
});

test("what time cannot change any more has no flip", () => {
  const filter = {
    all: [
      ["title", "is", "x"],
      ["visit", "older_than", "3d"],
    ],
  };
  expect(flipOf(filter, { visit: "2026-03-28" }, "2026-03-20T12:00:00Z")).toBe(null);
});

const ZONES = [
  "Europe/Madrid",
  "America/Santiago",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "UTC",
];
const DURATIONS = ["1d", "3d", "1mo", "1y", "2bd", "1bd", "0bd", "5h", "4bh"];

/** A moment within two days of a change of the clock (or of a fixed day in a zone without). */
const moments = tuple(
  constantFrom(...ZONES),
  integer({ min: 0, max: 30 }),
  integer({ min: -172_800, max: 172_800 }),
).map(([timeZone, years, seconds]) => {
  const start = Temporal.Instant.from(`${1995 + years}-02-10T00:00:00Z`);
  const change = start.toZonedDateTimeISO(timeZone).getTimeZoneTransition("next")?.toInstant() ?? start;
  const calendar: BusinessCalendar = {
    ...CALENDAR,
    timeZone,
    holidays: new Set([change.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 }).toString()]),
  };
  return { now: change.add({ seconds }), calendar };
});

test("a half-line of moments is cut right where days, clocks and business time turn the order about", () => {
  const cases = tuple(
    moments,
    constantFrom(...DURATIONS),
    constantFrom("", "-"),
    integer({ min: -200, max: 200 }),
  );
  assert(
    property(cases, ([{ now, calendar }, text, sign, quarters]) => {
      const duration = parseDuration(sign + text);
      const back = duration && shift(now, { ...duration, amount: -duration.amount }, calendar);
      if (!duration || !back) return;
      const moment = toMicroseconds(back.add({ minutes: 15 * quarters }));
      const ranges = momentsAtMost(toMicroseconds(now), duration, calendar);
      const inside = ranges.some(
        ({ from, to }) => (from === null || from <= moment) && (to === null || moment <= to),
      );
      const landed = shift(fromMicroseconds(moment), duration, calendar);
      expect(inside).toBe(landed !== null && Temporal.Instant.compare(landed, now) <= 0);
    }),
    { numRuns: 3000 },
  );
});

const rangesOf = (bound: string, text: string) => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(text);
  return momentsAtMost(toMicroseconds(Temporal.Instant.from(bound)), duration, CALENDAR).map(({ from, to }) =>
    [from, to].map((moment) => (moment === null ? null : fromMicroseconds(moment).toString())),
  );
};

test("a skipped hour moves 02:30 of the day before behind 03:15", () => {
  // 29 March 2026, 03:20 in Madrid; the clock went from 02:00 to 03:00.
  expect(rangesOf("2026-03-29T01:20:00Z", "1d")).toEqual([
    [null, "2026-03-28T01:20:00Z"],
    ["2026-03-28T02:00:00Z", "2026-03-28T02:20:00Z"],
  ]);
});

test("a business day from Saturday evening ends after one from Sunday morning", () => {
  // Tuesday, 12:00: Friday is long ripe, Saturday and Sunday each up to 12:00, Monday too.
  expect(rangesOf("2026-03-10T11:00:00Z", "1bd")).toEqual([
    [null, "2026-03-07T11:00:00Z"],
    ["2026-03-07T23:00:00Z", "2026-03-08T11:00:00Z"],
    ["2026-03-08T23:00:00Z", "2026-03-09T11:00:00Z"],
  ]);
});

const CONDITIONS = [
  ["meeting", "before", "now"],
  ["meeting", "after", "now-3d"],
  ["meeting", "before", "now+1bd"],
  ["meeting", "on", "today"],
  ["meeting", "is", "today+1d"],
  ["meeting", "between", ["today-1d", "now+5h"]],
  ["meeting", "lte", "today+9h"],
  ["meeting", "within_next", "1bd"],
  ["now", "time_between", ["01:30", "02:30"]],
  ["now", "time_between", ["22:00", "00:30"]],
  ["now", "weekday_in", ["mon", "wed"]],
  ["now", "after", "today+9h"],
  ...["visit", "meeting"].flatMap((field) =>
    ["older_than", "newer_than", "within_next"].flatMap((operator) =>
      DURATIONS.map((duration) => [field, operator, duration]),
    ),
  ),
  ["visit", "before", "today-1d"],
  ["visit", "on", "now-1d"],
];

const timed = tuple(
  moments,
  constantFrom(...CONDITIONS),
  integer({ min: -300, max: 300 }),
  integer({ min: 0, max: 100 }),
);

const timedRecord = (now: Temporal.Instant, quarters: number, timeZone: string) => {
  const meeting = now.add({ minutes: 15 * quarters });
  const visit = meeting.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return record({ meeting: meeting.toString(), visit });
};

test("no flip is missed between now and the next one", () => {
  assert(
    property(timed, ([{ now, calendar }, input, quarters, part]) => {
      const filter = parsed(input);
      const subject = timedRecord(now, quarters, calendar.timeZone);
      const present = evaluate(filter, subject, { now, calendar });
      const flip = nextFlip(filter, subject, { now, calendar });
      const until = flip ?? now.add({ hours: 24 * 500 });
      expect(Temporal.Instant.compare(until, now)).toBe(1);
      const gap = toMicroseconds(until) - toMicroseconds(now) - 1n;
      const between = fromMicroseconds(toMicroseconds(now) + (gap * BigInt(part)) / 100n);
      expect(evaluate(filter, subject, { now: between, calendar })).toBe(present);
      expect(flip === null || evaluate(filter, subject, { now: flip, calendar }) !== present).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("a record that flips in a window is among those that the sweep looks at", () => {
  assert(
    property(timed, ([{ now, calendar }, input, quarters, part]) => {
      const filter = parsed(input);
      const subject = timedRecord(now, quarters, calendar.timeZone);
      const flip = nextFlip(filter, subject, { now, calendar });
      if (flip === null) return;
      const window = { from: flip.subtract({ seconds: part * 60 }), to: flip.add({ seconds: 60 }) };
      const { ranges, instants } = flipRanges(filter, window, calendar);
      const seen = ranges.some(({ field, from, to }) => {
        const value = asText(subject.value(field));
        if (field === "visit") return from <= value && value <= to;
        const [first, moment, last] = [from, value, to].map((text) => Temporal.Instant.from(text));
        if (!first || !moment || !last) return false;
        return Temporal.Instant.compare(first, moment) <= 0 && Temporal.Instant.compare(moment, last) <= 0;
      });
      expect(seen || instants.some((instant) => instant.equals(flip))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
