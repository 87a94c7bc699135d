import { describe, expect, it } from "vitest";
import { occurrences } from "./occurrences.ts";
import { movedOccurrences, occurrenceById, regularOccurrences, type Series, zoneOr } from "./series.ts";

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

const weekly: Series = {
  rrule: "FREQ=WEEKLY;COUNT=4",
  start: at("2026-03-03T09:00:00-05:00"),
  timeZone: "America/New_York",
};

const starts = (series: Series, from = series.start): string[] =>
  [...regularOccurrences(series, from)].map(({ start }) => start.toString());

describe("series", () => {
  it("keeps the hour of its own zone over a change of the clock", () => {
    expect(starts(weekly)).toEqual([
      "2026-03-03T14:00:00Z",
      "2026-03-10T13:00:00Z",
      "2026-03-17T13:00:00Z",
      "2026-03-24T13:00:00Z",
    ]);
  });

  it("begins at about the instant asked for, COUNT counted from the start", () => {
    expect(starts(weekly, at("2026-03-16T00:00:00Z"))).toEqual([
      "2026-03-17T13:00:00Z",
      "2026-03-24T13:00:00Z",
    ]);
  });

  it("holds its first occurrence also where the rule names other days", () => {
    const mondays = { ...weekly, rrule: "FREQ=WEEKLY;BYDAY=MO;COUNT=2" };
    expect(starts(mondays)).toEqual(["2026-03-03T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-16T13:00:00Z"]);
  });

  it.each(["2026-03-10", "2026-03-10T09:00", "2026-03-10T13:00:00Z"])("leaves out %s", (excluded) => {
    expect(starts({ ...weekly, exceptions: [excluded] })).not.toContain("2026-03-10T13:00:00Z");
    expect(starts({ ...weekly, exceptions: [excluded] })).toHaveLength(3);
  });

  it("leaves out one that is cancelled", () => {
    const exceptions = [{ recurrence_id: "2026-03-10T09:00", cancelled: true }];
    expect(starts({ ...weekly, exceptions })).toHaveLength(3);
    expect(movedOccurrences({ ...weekly, exceptions })).toEqual([]);
  });

  it("tells of one that is moved apart from the others, under its own id", () => {
    const exceptions = [{ recurrence_id: "2026-03-10T09:00", start: "2026-03-11T15:00", title: "Later" }];
    const series = { ...weekly, exceptions };
    expect(starts(series)).not.toContain("2026-03-10T13:00:00Z");
    const [moved] = movedOccurrences(series);
    expect(moved).toMatchObject({ id: "2026-03-10T09:00:00", changed: { title: "Later" } });
    expect(moved?.start.toString()).toBe("2026-03-11T19:00:00Z");
    expect(occurrenceById(series, "2026-03-10T09:00:00")).toEqual(moved);
  });

  it("takes what cannot be read for no exception", () => {
    for (const exceptions of [null, "2026-03-10", [7, null, "soon", { recurrence_id: 3 }, {}]])
      expect(starts({ ...weekly, exceptions })).toHaveLength(4);
  });

  it("leaves one where it is that its exception moves to no time", () => {
    for (const start of [null, "soon", 9]) {
      const series = {
        ...weekly,
        exceptions: [{ recurrence_id: "2026-03-10T09:00", start, title: "Later" }],
      };
      expect(starts(series)).toEqual(starts(weekly));
      expect(movedOccurrences(series)).toEqual([]);
    }
  });

  it("knows zones", () => {
    expect(zoneOr("Europe/Madrid", "UTC")).toBe("Europe/Madrid");
    for (const none of ["Mars/Olympus", "", null, 3]) expect(zoneOr(none, "UTC")).toBe("UTC");
  });
});

describe("of a rule that names very many moments", () => {
  const start = Temporal.Instant.from("2016-01-01T08:00:30Z");
  const from = Temporal.Instant.from("2026-06-01T08:00:00Z");
  const firstFrom = (rrule: string, begins: Temporal.Instant) =>
    regularOccurrences({ rrule, start: begins, timeZone: "Europe/Madrid" }, from).find(
      (each) => Temporal.Instant.compare(each.start, from) >= 0,
    )?.id;

  // One by one they took minutes.
  it("those long past are not gone through", { timeout: 5000 }, () => {
    expect(firstFrom("FREQ=SECONDLY", start)).toBe("2026-06-01T10:00:00");
    expect(firstFrom("FREQ=SECONDLY;COUNT=400000000", start)).toBe("2026-06-01T10:00:00");
    expect(firstFrom("FREQ=MINUTELY;INTERVAL=7;COUNT=9000000", start)).toBe("2026-06-01T10:02:30");
    expect(firstFrom("FREQ=SECONDLY;COUNT=300000000", start)).toBeUndefined();
  });

  it.each([
    "FREQ=SECONDLY;INTERVAL=7",
    "FREQ=MINUTELY;INTERVAL=11",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY",
  ])("COUNT ends %s where going through all of them ends it", (rule) => {
    const begins = Temporal.Instant.from("2026-05-31T21:13:05Z");
    for (const count of [1, 2, 60, 100, 648, 1000, 5553, 5554, 5555]) {
      const all = [...occurrences({ rrule: `${rule};COUNT=${count}`, start: "2026-05-31T23:13:05" })];
      const wanted = all.filter((wall) => wall >= "2026-06-01T10:00:00");
      const found = [
        ...occurrences(
          { rrule: `${rule};COUNT=${count}`, start: "2026-05-31T23:13:05" },
          { from: "2026-06-01T10:00:00" },
        ),
      ];
      expect(all).toHaveLength(count);
      expect(found).toEqual(wanted);
      expect(firstFrom(`${rule};COUNT=${count}`, begins)).toBe(wanted[0]);
    }
  });
});
