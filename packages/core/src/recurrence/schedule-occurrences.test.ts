import { describe, expect, test } from "vitest";
import { type InstantRange, scheduleOccurrences } from "./index.ts";

const timeZone = "Europe/Madrid";
const at = (wall: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).toInstant();

const list = (rrule: string, time: string | null, activation: string, range: InstantRange = { limit: 4 }) =>
  [...scheduleOccurrences({ rrule, at: time, activation: at(activation), timeZone }, range)].map((instant) =>
    instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" }),
  );

test("seed 10: the third of each month at 08:00", () => {
  expect(list("FREQ=MONTHLY;BYMONTHDAY=3", "08:00", "2026-03-01T08:00", { limit: 3 })).toEqual([
    "2026-03-03T08:00",
    "2026-04-03T08:00",
    "2026-05-03T08:00",
  ]);
});

describe("counting from the activation day", () => {
  test("midnight without `at`", () => {
    expect(list("FREQ=WEEKLY;BYDAY=MO", null, "2026-06-03T10:00", { limit: 1 })).toEqual([
      "2026-06-08T00:00",
    ]);
  });

  test("an occurrence earlier on that day counts, but is not produced", () => {
    expect(list("FREQ=DAILY;COUNT=3", "09:00", "2026-06-01T10:00")).toEqual([
      "2026-06-02T09:00",
      "2026-06-03T09:00",
    ]);
    expect(list("FREQ=DAILY;COUNT=3", "09:00", "2026-06-01T09:00")).toHaveLength(3);
  });

  test("INTERVAL counts from it", () => {
    expect(list("FREQ=DAILY;INTERVAL=3", "09:00", "2026-06-01T10:00", { limit: 2 })).toEqual([
      "2026-06-04T09:00",
      "2026-06-07T09:00",
    ]);
  });

  test.each(["20260603", "20260603T000000", "20260602T220000Z"])("UNTIL=%s includes its day", (until) => {
    expect(list(`FREQ=DAILY;UNTIL=${until}`, "09:00", "2026-06-01T00:00")).toEqual([
      "2026-06-01T09:00",
      "2026-06-02T09:00",
      "2026-06-03T09:00",
    ]);
  });

  test("BYHOUR goes before `at`", () => {
    expect(list("FREQ=DAILY;BYHOUR=9,15", null, "2026-06-01T10:00", { limit: 2 })).toEqual([
      "2026-06-01T15:00",
      "2026-06-02T09:00",
    ]);
  });
});

test("a range: after is excluded, until included", () => {
  const range = { after: at("2026-06-02T09:00"), until: at("2026-06-04T09:00") };
  expect(list("FREQ=DAILY", "09:00", "2026-06-01T00:00", range)).toEqual([
    "2026-06-03T09:00",
    "2026-06-04T09:00",
  ]);
});

describe("clock changes", () => {
  test("a skipped time moves forward by the gap", () => {
    expect(list("FREQ=DAILY", "02:30", "2026-03-28T00:00", { limit: 3 })).toEqual([
      "2026-03-28T02:30",
      "2026-03-29T03:30",
      "2026-03-30T02:30",
    ]);
  });

  test("what it moves onto comes once, and everything in order", () => {
    const hourly = list("FREQ=HOURLY", null, "2026-03-29T00:00", { limit: 4 });
    expect(hourly).toEqual(["2026-03-29T00:00", "2026-03-29T01:00", "2026-03-29T03:00", "2026-03-29T04:00"]);
    const halves = list("FREQ=MINUTELY;INTERVAL=45", null, "2026-03-29T01:30", { limit: 4 });
    expect(halves).toEqual(["2026-03-29T01:30", "2026-03-29T03:00", "2026-03-29T03:15", "2026-03-29T03:45"]);
  });

  test("a doubled time means the first", () => {
    const found = scheduleOccurrences(
      { rrule: "FREQ=DAILY", at: "02:30", activation: at("2026-10-25T00:00"), timeZone },
      { limit: 1 },
    );
    expect([...found].map(String)).toEqual(["2026-10-25T00:30:00Z"]);
  });
});
