import { describe, expect, test } from "vitest";
import {
  type BusinessCalendar,
  capPeriod,
  deferToAllowed,
  isAbsent,
  nextWorkingMoment,
  quietUntil,
} from "./index.ts";

const madrid: BusinessCalendar = {
  timeZone: "Europe/Madrid",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(),
};

const at = (wall: string, timeZone = "Europe/Madrid"): Temporal.Instant =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).toInstant();

const show = (instant: Temporal.Instant | null | undefined, timeZone = "Europe/Madrid"): string | null =>
  instant
    ? instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" })
    : null;

const night = { from: "23:00", to: "07:30" };

describe("quietUntil", () => {
  test.each([
    ["2026-06-03T22:59", null],
    ["2026-06-03T23:00", "2026-06-04T07:30"],
    ["2026-06-04T03:00", "2026-06-04T07:30"],
    ["2026-06-04T07:30", null],
  ])("%s is quiet until %s", (moment, expected) => {
    expect(show(quietUntil(at(moment), night, madrid.timeZone))).toBe(expected);
  });

  test("within one day", () => {
    const siesta = { from: "14:00", to: "16:00" };
    expect(show(quietUntil(at("2026-06-03T15:00"), siesta, madrid.timeZone))).toBe("2026-06-03T16:00");
    expect(quietUntil(at("2026-06-03T17:00"), siesta, madrid.timeZone)).toBeNull();
  });

  test("equal hours mean none", () => {
    expect(quietUntil(at("2026-06-03T15:00"), { from: "00:00", to: "00:00" }, madrid.timeZone)).toBeNull();
  });
});

describe("nextWorkingMoment", () => {
  const person = { calendar: madrid, absences: [{ from: "2026-06-09", to: "2026-06-10" }] };

  test.each([
    ["2026-06-08T10:00", "2026-06-08T10:00"],
    ["2026-06-08T19:00", "2026-06-11T09:00"],
    ["2026-06-09T10:00", "2026-06-11T09:00"],
    ["2026-06-12T18:00", "2026-06-15T09:00"],
  ])("after %s comes %s", (moment, expected) => {
    expect(show(nextWorkingMoment(at(moment), person))).toBe(expected);
  });

  test("an absence between two instants ends at the second", () => {
    const dentist = { from: "2026-06-09T08:00:00Z", to: "2026-06-09T10:30:00Z" };
    const patient = { calendar: madrid, absences: [dentist] };
    expect(show(nextWorkingMoment(at("2026-06-09T11:00"), patient))).toBe("2026-06-09T12:30");
    expect(isAbsent(at("2026-06-09T11:00"), patient)).toBe(true);
    expect(isAbsent(at("2026-06-09T12:30"), patient)).toBe(false);
  });

  test("whoever never works is not waited for", () => {
    expect(
      nextWorkingMoment(at("2026-06-09T11:00"), { calendar: { ...madrid, days: [] }, absences: [] }),
    ).toBeNull();
    const gone = { calendar: madrid, absences: [{ from: "2020-01-01", to: "2099-12-31" }] };
    expect(nextWorkingMoment(at("2026-06-09T11:00"), gone)).toBeNull();
  });
});

describe("deferToAllowed", () => {
  test("nothing in the way", () => {
    const moment = at("2026-06-03T12:00");
    expect(deferToAllowed(moment, { calendar: madrid })).toEqual({ instant: moment, reason: null });
  });

  test("S10b: quiet hours put an `at` off to their end", () => {
    const limits = {
      calendar: madrid,
      window: { at: "23:15" },
      quietHours: { ...night, timeZone: madrid.timeZone },
    };
    const found = deferToAllowed(at("2026-06-03T23:15"), limits);
    expect([show(found?.instant), found?.reason]).toEqual(["2026-06-04T07:30", "quiet_hours"]);
  });

  test("seed-b: after the quiet hours the window must hold again", () => {
    const limits = {
      calendar: madrid,
      window: { days: "workday", from: "09:00" } as const,
      quietHours: { ...night, timeZone: madrid.timeZone },
    };
    const found = deferToAllowed(at("2026-06-05T23:40"), limits);
    expect([show(found?.instant), found?.reason]).toEqual(["2026-06-08T09:00", "quiet_hours"]);
  });

  test("the recipient's night, the company's window and the owner's holiday at once", () => {
    const limits = {
      calendar: madrid,
      window: { days: "workday", from: "09:00", to: "18:00" } as const,
      quietHours: { ...night, timeZone: "America/New_York" }, // until 13:30 in Madrid
      person: { calendar: madrid, absences: [{ from: "2026-06-03", to: "2026-06-05" }] },
    };
    const found = deferToAllowed(at("2026-06-03T10:00"), limits);
    expect([show(found?.instant), found?.reason]).toEqual(["2026-06-08T13:30", "quiet_hours"]);
  });

  test("limits that never meet", () => {
    const limits = {
      calendar: madrid,
      window: { from: "23:00", to: "07:00" },
      quietHours: { ...night, timeZone: madrid.timeZone },
    };
    expect(deferToAllowed(at("2026-06-03T10:00"), limits)).toBeNull();
  });
});

test("capPeriod: the calendar day, and the week from Monday", () => {
  const day = capPeriod(at("2026-03-29T12:00"), "day", madrid.timeZone);
  expect([show(day.start), show(day.end)]).toEqual(["2026-03-29T00:00", "2026-03-30T00:00"]);
  expect(day.start.until(day.end).total("hours")).toBe(23);

  const week = capPeriod(at("2026-06-07T23:59"), "week", madrid.timeZone);
  expect([show(week.start), show(week.end)]).toEqual(["2026-06-01T00:00", "2026-06-08T00:00"]);
  expect(capPeriod(week.end, "week", madrid.timeZone).start.equals(week.end)).toBe(true);
});
