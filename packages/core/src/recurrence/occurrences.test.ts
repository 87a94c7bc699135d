import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FREQUENCIES, type Frequency, occurrences, type OccurrenceRange } from "./index.ts";

/** Texts of ../shared by path; none where that folder is absent. */
const shared = import.meta.glob<string>("../../../../../shared/data/ics/rrule/**/*", {
  query: "?raw",
  import: "default",
  eager: true,
});
const read = (name: string): string | undefined =>
  Object.entries(shared).find(([path]) => path.endsWith(name))?.[1];

/** "19970902T090000Z" to "1997-09-02T09:00:00". */
const extended = (basic: string): string =>
  basic.replace(/^(\d{4})(\d\d)(\d\d)/, "$1-$2-$3").replace(/T(\d\d)(\d\d)(\d\d)Z?$/, "T$1:$2:$3");

const all = (rrule: string, start: string, range?: OccurrenceRange): readonly string[] => [
  ...occurrences({ rrule, start }, range),
];

describe("the examples of RFC 5545 §3.8.5.3", () => {
  test.each([
    [
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
      ["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14", "1997-10-28", "1997-11-11"],
    ],
    [
      "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
      ["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30", "1998-01-04", "1998-01-25"],
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=-3",
      ["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29", "1998-01-29", "1998-02-26"],
    ],
    [
      "FREQ=YEARLY;BYDAY=20MO",
      ["1998-05-18", "1999-05-17", "2000-05-15", "2001-05-14", "2002-05-20", "2003-05-19"],
    ],
    [
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13", "2001-04-13"],
    ],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
      ["1997-09-29", "1997-10-30", "1997-11-27", "1997-12-30", "1998-01-29", "1998-02-26"],
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
      ["1997-09-15", "1997-09-30", "1997-10-15", "1997-10-30", "1997-11-15"],
    ],
  ])("%s", (rrule, expected) => {
    const found = all(rrule, "1997-09-02T09:00", { limit: 6 });
    expect(found.map((text) => text.slice(0, 10))).toEqual(expected);
  });
});

describe("ranges", () => {
  const daily = "FREQ=DAILY";

  test("from includes, after excludes, until includes, a date its whole day", () => {
    const start = "2026-06-01T09:00";
    expect(all(daily, start, { from: "2026-06-03T09:00", limit: 1 })).toEqual(["2026-06-03T09:00:00"]);
    expect(all(daily, start, { after: "2026-06-03T09:00", limit: 1 })).toEqual(["2026-06-04T09:00:00"]);
    expect(all(daily, start, { from: "2026-06-03", until: "2026-06-04" })).toHaveLength(2);
    expect(all(daily, start, { from: "2026-06-03", until: "2026-06-04T08:59" })).toHaveLength(1);
    expect(all(daily, start, { limit: 0 })).toEqual([]);
  });

  test("dates stay dates, and times of the rule are ignored", () => {
    expect(all("FREQ=DAILY;BYHOUR=9;COUNT=2", "2026-06-01")).toEqual(["2026-06-01", "2026-06-02"]);
    expect(() => all("FREQ=HOURLY", "2026-06-01", { limit: 1 })).toThrow(/HOURLY needs a start with a time/);
  });

  test("COUNT counts from the start, whatever the range", () => {
    expect(all("FREQ=DAILY;COUNT=3", "2026-06-01", { after: "2026-06-02" })).toEqual(["2026-06-03"]);
  });

  test("UNTIL in UTC is understood in the zone", () => {
    const until = { rrule: "FREQ=DAILY;UNTIL=20260602T070000Z", start: "2026-06-01T09:00" };
    expect([...occurrences({ ...until, timeZone: "Europe/Madrid" })]).toHaveLength(2);
    expect([...occurrences({ ...until, timeZone: "Europe/London" })]).toHaveLength(1);
    expect([...occurrences(until)]).toHaveLength(1);
    const late = { rrule: "FREQ=DAILY;UNTIL=20260601T223000Z", start: "2026-06-01" };
    expect([...occurrences({ ...late, timeZone: "Europe/Madrid" })]).toEqual(["2026-06-01", "2026-06-02"]);
  });

  test("a far range costs no walk through what lies before it", () => {
    const started = Temporal.Now.instant();
    for (const frequency of FREQUENCIES)
      expect(all(`FREQ=${frequency}`, "1970-01-01T00:00", { from: "2026-06-01", limit: 1 })).toHaveLength(1);
    expect(started.until(Temporal.Now.instant()).total("milliseconds")).toBeLessThan(500);
  });
});

describe("rules that name no day end", () => {
  test.each([
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYSETPOS=2",
    "FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29", // from 2001
    "FREQ=YEARLY;INTERVAL=999999999;BYMONTH=1",
    "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
    "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5",
  ])("%s", (rrule) => {
    expect(all(rrule, "2001-01-01T00:00", { after: "2001-01-01T00:00", limit: 1 })).toEqual([]);
  });

  test("29 February comes every four years, and not in 2100", () => {
    expect(all("FREQ=YEARLY", "2092-02-29", { limit: 3 })).toEqual([
      "2092-02-29",
      "2096-02-29",
      "2104-02-29",
    ]);
  });
});

interface DateutilCase {
  readonly name: string;
  readonly dtstart: string;
  readonly rrule: string;
  readonly expected: readonly string[];
  readonly rfc5545: boolean;
}

/**
 * Where the two collections read RFC 5545 differently, or leave a part to DTSTART that the other expands: BYWEEKNO
 * alone takes its weekday from DTSTART (libical), BYMONTHDAY in a year means every month (dateutil).
 */
const OTHER_READING = new Set([
  "FREQ=YEARLY;COUNT=3;BYWEEKNO=20",
  "FREQ=YEARLY;BYMONTHDAY=29;COUNT=3",
  "FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4",
  // Starts that their rule does not name, in a week of the year before: RFC 5545 leaves the result undefined.
  "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1",
  "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1",
]);

const dateutil = (JSON.parse(read("dateutil-rrule-cases.json") ?? "[]") as DateutilCase[]).filter(
  ({ rfc5545, rrule }) => rfc5545 && !OTHER_READING.has(rrule),
);

test.skipIf(dateutil.length === 0)(`${dateutil.length} cases of dateutil`, () => {
  expect(dateutil.length).toBeGreaterThan(200);
  for (const { name, rrule, dtstart, expected } of dateutil)
    expect([name, ...all(rrule, extended(dtstart))]).toEqual([name, ...expected.map(extended)]);
});

/** Cases are paragraphs; INSTANCES lists what comes from START-AT on, or from the start. */
const libical = (read("icalrecur_test.txt") ?? "")
  .split(/\n\s*\n/)
  .map(
    (paragraph) =>
      new Map([...paragraph.matchAll(/^([A-Z-]+):(.*)$/gm)].map(([, key, value]) => [key, value!])),
  )
  .filter((entries) => entries.has("RRULE") && !entries.get("INSTANCES")!.includes("UNIMPLEMENTED"))
  .filter((entries) => !OTHER_READING.has(entries.get("RRULE")!));

test.skipIf(libical.length === 0)(`${libical.length} cases of libical`, () => {
  expect(libical.length).toBeGreaterThan(140);
  for (const entries of libical) {
    const [rrule, expected] = [entries.get("RRULE")!, entries.get("INSTANCES")!.split(",").map(extended)];
    const start = extended(entries.get("DTSTART")!);
    const found = all(rrule, start, { limit: expected.length + 1 });
    expect([rrule, ...found]).toEqual([rrule, ...expected]);

    const from = entries.get("START-AT");
    const range = from ? { from: extended(from) } : {};
    expect([rrule, ...all(rrule, start, range)].slice(0, 1000)).toEqual(
      [rrule, ...expected.filter((wall) => !from || wall >= extended(from))].slice(0, 1000),
    );
  }
});

const rules = fc
  .record({
    frequency: fc.constantFrom<Frequency>("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"),
    interval: fc.integer({ min: 1, max: 5 }),
    byMonth: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
    byMonthDay: fc.uniqueArray(
      fc.integer({ min: -31, max: 31 }).filter((day) => day !== 0),
      { maxLength: 6 },
    ),
    byDay: fc.uniqueArray(fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU"), { maxLength: 4 }),
  })
  .map(({ frequency, interval, byMonth, byMonthDay, byDay }) => {
    const lists = { BYMONTH: byMonth, BYMONTHDAY: byMonthDay, BYDAY: byDay };
    const parts = Object.entries(lists).filter(([, values]) => values.length > 0);
    return [
      `FREQ=${frequency};INTERVAL=${interval}`,
      ...parts.map(([name, values]) => `${name}=${values.join(",")}`),
    ].join(";");
  });

test("occurrences come in order, never before the start, and a range only cuts", () => {
  const far = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(rules, far, (rrule, days) => {
      const from = Temporal.PlainDate.from("2024-01-31").add({ days }).toString();
      const found = all(rrule, "2024-01-31T10:15", { until: "2031-01-01", limit: 3000 });
      expect(found.toSorted()).toEqual(found);
      expect(new Set(found).size).toBe(found.length);
      expect(found.every((wall) => wall >= "2024-01-31T10:15:00")).toBe(true);

      const expected = found.filter((wall) => wall >= from).slice(0, 20);
      const cut = all(rrule, "2024-01-31T10:15", { from, until: "2031-01-01", limit: 20 });
      expect(cut.slice(0, expected.length)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
