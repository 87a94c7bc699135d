import { expect, test } from "vitest";
import { atWallTime, type BusinessCalendar, localDate, moment, parseDuration, startOfDay } from "./index.ts";

const calendarIn = (timeZone: string): BusinessCalendar => ({
  timeZone,
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(["2026-04-15"]),
});
const madrid = calendarIn("Europe/Madrid");

const show = (instant: Temporal.Instant, timeZone = "Europe/Madrid"): string =>
  instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });

test.each([
  ["2026-04-15", "-1bd", undefined, "2026-04-13T00:00"],
  ["2026-04-15", "-1bd", "09:00", "2026-04-13T09:00"],
  ["2026-04-15T14:00:00Z", "-1bd", undefined, "2026-04-13T16:00"],
  ["2026-02-28", "1mo", undefined, "2026-03-28T00:00"],
  ["2026-01-15", "1mo", "09:00", "2026-02-15T09:00"],
  ["2026-09-30", "-2w", "10:00", "2026-09-16T10:00"],
  ["2026-05-08T14:00:00Z", "2d", "12:00", "2026-05-10T12:00"],
  ["2026-03-02T15:00:00Z", "-5m", undefined, "2026-03-02T15:55"],
  ["2026-03-02", "-5m", undefined, "2026-03-01T23:55"],
  ["2026-03-02", undefined, "09:00", "2026-03-02T09:00"],
  ["2026-03-02", undefined, undefined, "2026-03-02T00:00"],
  ["2026-03-28", "1d", "02:30", "2026-03-29T03:30"],
  ["2026-10-24", "1d", "02:30", "2026-10-25T02:30"],
])("%s, offset %s, at %s is %s", (value, offset, at, expected) => {
  const found = moment({ value, offset: offset ? parseDuration(offset) : null, at }, madrid);
  expect(show(found)).toBe(expected);
});

test("a date whose midnight is skipped begins when the clock jumps, and its next day at midnight", () => {
  const cairo = calendarIn("Africa/Cairo"); // 2026-04-24 begins at 01:00
  expect(show(startOfDay("2026-04-24", cairo.timeZone), cairo.timeZone)).toBe("2026-04-24T01:00");
  const next = moment({ value: "2026-04-24", offset: parseDuration("1d") }, cairo);
  expect(show(next, cairo.timeZone)).toBe("2026-04-25T00:00");
});

test("a value that is neither date nor instant is refused", () => {
  expect(() => moment({ value: "2026-02-30" }, madrid)).toThrow(RangeError);
  expect(() => moment({ value: "2026-02-20T10:00" }, madrid)).toThrow(RangeError);
});

test("dates and wall times", () => {
  expect(localDate(Temporal.Instant.from("2026-06-01T22:30:00Z"), "Europe/Madrid")).toBe("2026-06-02");
  expect(atWallTime("2026-03-29", "02:30", "Europe/Madrid").toString()).toBe("2026-03-29T01:30:00Z");
  expect(atWallTime("2026-10-25", "02:30:15", "Europe/Madrid").toString()).toBe("2026-10-25T00:30:15Z");
  expect(() => atWallTime("2026-10-25", "25:00", "Europe/Madrid")).toThrow(RangeError);
});
