import { expect, test } from "vitest";
import { parseRule, RuleError } from "./index.ts";

test("reads every part", () => {
  const rule = parseRule(
    "RRULE:FREQ=MONTHLY;INTERVAL=2;UNTIL=20261231T225959Z;WKST=SU;BYDAY=+1MO,-1FR,WE;BYMONTHDAY=-1,15;BYHOUR=9",
  );
  expect(rule).toEqual({
    frequency: "MONTHLY",
    interval: 2,
    count: null,
    until: { time: Date.UTC(2026, 11, 31, 22, 59, 59), form: "utc" },
    weekStart: "sun",
    byMonth: [],
    byWeekNumber: [],
    byYearDay: [],
    byMonthDay: [-1, 15],
    byDay: [
      { weekday: "mon", ordinal: 1 },
      { weekday: "fri", ordinal: -1 },
      { weekday: "wed", ordinal: null },
    ],
    byHour: [9],
    byMinute: [],
    bySecond: [],
    bySetPosition: [],
  });
});

test.each([
  "freq=weekly;byday=mo",
  "FREQ=WEEKLY; BYDAY=MO, TU;",
  "FREQ=WEEKLY;UNTIL=2026-12-31",
  "FREQ=WEEKLY;UNTIL=2026-12-31T10:00:00Z",
])("forgives %s", (text) => {
  expect(parseRule(text).frequency).toBe("WEEKLY");
});

test.each<[string, string, number, string | null]>([
  ["", "FREQ is missing", 0, null],
  ["INTERVAL=2", "FREQ is missing", 0, null],
  ["FREQ=WEEKY", "Unknown frequency WEEKY", 5, "WEEKLY"],
  ["FREQ=MONTH", "Unknown frequency MONTH", 5, "MONTHLY"],
  ["FREQ=DAILY;BYDAYS=MO", "Unknown part BYDAYS", 11, "BYDAY"],
  ["FREQ=DAILY;COLOUR=MO", "Unknown part COLOUR", 11, null],
  ["FREQ=DAILY;BYDAY=MO,TUE", "BYDAY takes MO TU WE TH FR SA SU, not TUE", 20, "TU"],
  ["FREQ=MONTHLY;BYDAY=0MO", "0MO: the ordinal goes from 1 to 53, or is negative", 19, null],
  ["FREQ=DAILY;COUNT=0", "COUNT takes a number from 1, not 0", 17, null],
  ["FREQ=DAILY;INTERVAL=x", "INTERVAL takes a number from 1, not X", 20, null],
  ["FREQ=DAILY;BYHOUR=8,24", "BYHOUR takes numbers from 0 to 23, not 24", 20, null],
  ["FREQ=DAILY;BYHOUR=-1", "BYHOUR takes numbers from 0 to 23, not -1", 18, null],
  [
    "FREQ=DAILY;BYMONTHDAY=",
    "BYMONTHDAY takes numbers from 1 to 31 (or negative, from the end), not nothing",
    22,
    null,
  ],
  [
    "FREQ=DAILY;BYMONTHDAY=0",
    "BYMONTHDAY takes numbers from 1 to 31 (or negative, from the end), not 0",
    22,
    null,
  ],
  [
    "FREQ=DAILY;UNTIL=20260230",
    "UNTIL takes a date (20261231) or a time (20261231T235959Z), not 20260230",
    17,
    null,
  ],
  ["FREQ=DAILY;COUNT=2;UNTIL=20261231", "COUNT and UNTIL exclude each other", 25, null],
  ["FREQ=DAILY;FREQ=DAILY", "FREQ stands there twice", 11, null],
  ["FREQ=DAILY;COUNT", "COUNT has no value", 11, null],
  ["RRULE:FREQ=DAILY;WKST=XX", "WKST takes MO TU WE TH FR SA SU, not XX", 22, null],
])("%s: %s", (text, problem, position, suggestion) => {
  const error = (() => {
    try {
      return parseRule(text);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(RuleError);
  expect(error).toMatchObject({ position, suggestion });
  expect((error as RuleError).message.startsWith(`${problem} (at character ${position + 1})`)).toBe(true);
});
