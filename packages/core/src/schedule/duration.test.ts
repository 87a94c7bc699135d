import { describe, expect, test } from "vitest";
import {
  addDuration,
  type BusinessCalendar,
  formatDuration,
  NoWorkingTimeError,
  parseDuration,
} from "./index.ts";

const madrid: BusinessCalendar = {
  timeZone: "Europe/Madrid",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(["2026-04-03", "2026-04-15"]),
};

const add = (start: string, duration: string, calendar: BusinessCalendar = madrid): string => {
  const instant = Temporal.PlainDateTime.from(start).toZonedDateTime(calendar.timeZone).toInstant();
  const moved = addDuration(instant, parseDuration(duration)!, calendar);
  return moved
    .toZonedDateTimeISO(calendar.timeZone)
    .toString({ timeZoneName: "never", smallestUnit: "minute" });
};

describe("parseDuration", () => {
  test.each(["10m", "2h", "1d", "-5d", "2w", "6mo", "1y", "2bd", "-1bd", "4bh", "0d"])("reads %s", (text) => {
    expect(formatDuration(parseDuration(text)!)).toBe(text);
  });

  test.each(["", "d", "5", "5 d", "+5d", "1.5h", "5D", "5days", "--5d", "101y", "99999999999m"])(
    "refuses %j",
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  test("-0d is 0d", () => {
    expect(parseDuration("-0d")).toEqual({ amount: 0, unit: "d" });
  });
});

describe("elapsed and calendar time", () => {
  test.each([
    ["2026-03-28T10:00", "24h", "2026-03-29T11:00+02:00"],
    ["2026-03-28T10:00", "1d", "2026-03-29T10:00+02:00"],
    ["2026-10-24T10:00", "1d", "2026-10-25T10:00+01:00"],
    ["2026-03-28T02:30", "1d", "2026-03-29T03:30+02:00"],
    ["2026-03-30T02:30", "-1d", "2026-03-29T03:30+02:00"],
    ["2026-10-24T02:30", "1d", "2026-10-25T02:30+02:00"],
    ["2026-10-26T02:30", "-1d", "2026-10-25T02:30+02:00"],
    ["2026-03-22T02:30", "1w", "2026-03-29T03:30+02:00"],
    ["2026-03-31T09:00", "6mo", "2026-09-30T09:00+02:00"],
    ["2026-01-31T09:00", "1mo", "2026-02-28T09:00+01:00"],
    ["2026-03-31T09:00", "-1mo", "2026-02-28T09:00+01:00"],
    ["2024-02-29T09:00", "1y", "2025-02-28T09:00+01:00"],
    ["2024-02-29T09:00", "4y", "2028-02-29T09:00+01:00"],
    ["2026-12-31T23:30", "2mo", "2027-02-28T23:30+01:00"],
  ])("%s + %s = %s", (start, duration, expected) => {
    expect(add(start, duration)).toBe(expected);
  });

  test("microseconds are kept", () => {
    const start = Temporal.Instant.from("2026-06-01T10:00:00.123456Z");
    expect(addDuration(start, { amount: 1, unit: "mo" }, madrid).toString()).toBe(
      "2026-07-01T10:00:00.123456Z",
    );
  });

  test("zero days leave the second pass of a doubled hour alone", () => {
    const second = Temporal.Instant.from("2026-10-25T02:30:00+01:00");
    expect(addDuration(second, { amount: 0, unit: "d" }, madrid).equals(second)).toBe(true);
  });
});

describe("business days", () => {
  test.each([
    ["2026-04-15T16:00", "-1bd", "2026-04-13T16:00+02:00"], // Wednesday, a holiday: from Tuesday back to Monday
    ["2026-04-15T16:00", "1bd", "2026-04-17T16:00+02:00"], // from Thursday on to Friday
    ["2026-04-15T16:00", "0bd", "2026-04-16T16:00+02:00"],
    ["2026-04-14T16:00", "0bd", "2026-04-14T16:00+02:00"],
    ["2026-04-14T16:00", "1bd", "2026-04-16T16:00+02:00"],
    ["2026-04-18T23:00", "1bd", "2026-04-21T23:00+02:00"], // Saturday: from Monday on to Tuesday
    ["2026-04-18T23:00", "-1bd", "2026-04-16T23:00+02:00"], // from Friday back to Thursday
    ["2026-04-02T08:00", "2bd", "2026-04-07T08:00+02:00"], // over Good Friday and the weekend
  ])("%s + %s = %s", (start, duration, expected) => {
    expect(add(start, duration)).toBe(expected);
  });

  test("a calendar that never opens is an error, not an endless search", () => {
    expect(() => add("2026-04-15T16:00", "1bd", { ...madrid, days: [] })).toThrow(NoWorkingTimeError);
    expect(() => add("2026-04-15T16:00", "-1bh", { ...madrid, days: [] })).toThrow(NoWorkingTimeError);
  });
});

describe("business hours", () => {
  test.each([
    ["2026-04-13T10:00", "4bh", "2026-04-13T14:00+02:00"],
    ["2026-04-13T17:00", "1bh", "2026-04-13T18:00+02:00"], // fits to the last minute
    ["2026-04-13T17:00", "2bh", "2026-04-14T10:00+02:00"],
    ["2026-04-14T17:00", "2bh", "2026-04-16T10:00+02:00"], // over the holiday
    ["2026-04-18T12:00", "1bh", "2026-04-20T10:00+02:00"],
    ["2026-04-13T06:00", "1bh", "2026-04-13T10:00+02:00"],
    ["2026-04-13T18:00", "1bh", "2026-04-14T10:00+02:00"],
    ["2026-04-13T18:00", "0bh", "2026-04-14T09:00+02:00"],
    ["2026-04-13T12:00", "0bh", "2026-04-13T12:00+02:00"],
    ["2026-04-13T10:00", "-1bh", "2026-04-13T09:00+02:00"],
    ["2026-04-13T10:00", "-2bh", "2026-04-10T17:00+02:00"],
    ["2026-04-18T12:00", "-1bh", "2026-04-17T17:00+02:00"],
    ["2026-04-13T09:00", "18bh", "2026-04-14T18:00+02:00"],
  ])("%s + %s = %s", (start, duration, expected) => {
    expect(add(start, duration)).toBe(expected);
  });

  test("a night shift belongs to the day on which it begins", () => {
    const night = { ...madrid, from: "22:00", to: "06:00" };
    expect(add("2026-04-17T23:00", "2bh", night)).toBe("2026-04-18T01:00+02:00");
    expect(add("2026-04-18T05:00", "2bh", night)).toBe("2026-04-20T23:00+02:00");
    expect(add("2026-04-18T05:00", "-2bh", night)).toBe("2026-04-18T03:00+02:00");
  });
});
