import { describe, expect, test } from "vitest";
import {
  type BusinessCalendar,
  dueAfterWait,
  lateAfter,
  nextAllowed,
  parseDuration,
  type Window,
} from "./index.ts";

const bucharest: BusinessCalendar = {
  timeZone: "Europe/Bucharest",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(["2026-06-01"]), // a Monday
};

const at = (wall: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(bucharest.timeZone).toInstant();

const show = (instant: Temporal.Instant | null): string | null =>
  instant &&
  instant.toZonedDateTimeISO(bucharest.timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });

const due = (base: string, wait: string | null, window: Window | null): string | null =>
  show(dueAfterWait(at(base), { wait: wait ? parseDuration(wait) : null, window }, bucharest));

describe("dueAfterWait", () => {
  test.each<[string, string | null, Window | null, string]>([
    // S03b, S04, seed-b, S07a, S10b
    ["2026-05-29T16:00", "1d", { days: "workday", at: "09:00" }, "2026-06-02T09:00"],
    ["2026-06-02T15:00", "1d", { days: "workday", at: "09:00" }, "2026-06-03T09:00"],
    ["2026-06-02T05:00", "1d", { days: "workday", from: "09:00" }, "2026-06-03T09:00"],
    ["2026-06-02T05:00", "1d", { days: "workday", at: "09:00" }, "2026-06-03T09:00"],
    ["2026-06-02T15:00", "1d", { days: "workday", from: "09:00" }, "2026-06-03T15:00"],
    ["2026-06-05T18:30", "1d", { days: "workday", from: "09:00" }, "2026-06-08T09:00"],
    ["2026-06-05T18:30", "1d", { days: "workday", at: "09:00" }, "2026-06-08T09:00"],
    ["2026-06-05T17:00", null, { days: "workday", from: "09:00" }, "2026-06-05T17:00"],
    ["2026-06-05T23:40", null, { days: "workday", from: "09:00" }, "2026-06-05T23:40"],
    ["2026-06-06T07:30", null, { days: "workday", from: "09:00" }, "2026-06-08T09:00"],
    ["2026-06-09T08:00", null, { days: "workday", from: "09:00" }, "2026-06-09T09:00"],
    ["2026-03-28T10:00", "1d", { at: "03:30" }, "2026-03-29T04:30"],
    ["2026-06-02T10:00", "1d", { at: "23:15" }, "2026-06-03T23:15"],
    // no wait: `at` today if it is still to come, this very minute included
    ["2026-06-02T08:00", null, { at: "09:00" }, "2026-06-02T09:00"],
    ["2026-06-02T09:00", null, { at: "09:00" }, "2026-06-02T09:00"],
    ["2026-06-02T09:01", null, { at: "09:00" }, "2026-06-03T09:00"],
    ["2026-06-02T09:01", "0d", { at: "09:00" }, "2026-06-03T09:00"],
    // an elapsed wait is kept whole, a wait in days names the day
    ["2026-06-02T15:00", "24h", { at: "09:00" }, "2026-06-04T09:00"],
    ["2026-06-02T15:00", "1bd", { at: "09:00" }, "2026-06-03T09:00"],
    ["2026-06-02T15:00", "1mo", { at: "09:00" }, "2026-07-02T09:00"],
    ["2026-06-02T15:00", "2bh", { at: "16:00" }, "2026-06-03T16:00"],
    ["2026-06-02T15:00", "10m", { at: "15:10" }, "2026-06-02T15:10"],
    // `to`, and days by name
    ["2026-06-02T15:00", null, { from: "09:00", to: "14:00" }, "2026-06-03T09:00"],
    ["2026-06-02T14:00", null, { from: "09:00", to: "14:00" }, "2026-06-03T09:00"],
    ["2026-06-02T13:59", null, { from: "09:00", to: "14:00" }, "2026-06-02T13:59"],
    ["2026-06-02T15:00", null, { to: "14:00" }, "2026-06-03T00:00"],
    ["2026-06-02T15:00", null, { days: "weekend" }, "2026-06-06T00:00"],
    ["2026-06-02T15:00", null, { days: ["mon"], from: "10:00" }, "2026-06-08T10:00"],
    ["2026-06-02T15:00", "1d", null, "2026-06-03T15:00"],
  ])("%s, wait %s, window %j: %s", (base, wait, window, expected) => {
    expect(due(base, wait, window)).toBe(expected);
  });

  test("a window that never opens has no due moment", () => {
    expect(due("2026-06-02T15:00", "1d", { days: [] })).toBeNull();
    expect(due("2026-06-02T15:00", "1d", { days: [], at: "09:00" })).toBeNull();
    expect(
      dueAfterWait(at("2026-06-02T15:00"), { window: { days: "workday" } }, { ...bucharest, days: [] }),
    ).toBeNull();
  });
});

describe("a window past midnight belongs to the day on which it begins", () => {
  const night: Window = { days: "workday", from: "20:00", to: "08:00" };

  test.each([
    ["2026-06-05T21:00", "2026-06-05T21:00"], // Friday
    ["2026-06-06T03:00", "2026-06-06T03:00"], // still Friday's
    ["2026-06-06T08:00", "2026-06-08T20:00"],
    ["2026-06-08T03:00", "2026-06-08T20:00"], // Monday: would be Sunday's
    ["2026-06-03T12:00", "2026-06-03T20:00"],
  ])("%s goes at %s", (moment, expected) => {
    expect(show(nextAllowed(at(moment), night, bucharest))).toBe(expected);
  });
});

test("what was put off need not meet `at` again", () => {
  const window: Window = { days: "workday", from: "09:00", at: "23:15" };
  expect(show(nextAllowed(at("2026-06-03T07:30"), window, bucharest))).toBe("2026-06-03T09:00");
});

test("lateAfter is due plus max_late, itself not late", () => {
  expect(show(lateAfter(at("2026-06-02T10:00"), { amount: 3, unit: "d" }, bucharest))).toBe(
    "2026-06-05T10:00",
  );
});
