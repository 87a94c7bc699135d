import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { holidayCountries, publicHolidays, UnknownCountryError } from "./index.ts";

const table = new URL(
  "../../../../../../shared/data/ics/holidays/public_holidays_2024_2028.csv",
  import.meta.url,
);

/** Country-wide days of the table by country. */
const tabled = existsSync(table)
  ? Map.groupBy(
      readFileSync(table, "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.split(","))
        .filter(([country, region]) => country && region === ""),
      ([country]) => country!,
    )
  : new Map<string, string[][]>();

const YEARS = [2024, 2025, 2026, 2027, 2028];

test.skipIf(tabled.size === 0)(`the table's ${tabled.size} countries, 2024 to 2028`, async () => {
  expect([...tabled.keys()].toSorted()).toEqual(["ES", "HU", "MX", "RO"]);
  for (const [country, rows] of tabled) {
    const days = new Set(rows.map(([, , date]) => date!));
    expect([country, ...(await publicHolidays(country, YEARS))].toSorted()).toEqual(
      [country, ...days].toSorted(),
    );
  }
});

describe("publicHolidays", () => {
  test("Spain, only what the whole country keeps", async () => {
    const days = await publicHolidays("ES", [2026]);
    expect(days.has("2026-04-03")).toBe(true); // Good Friday
    expect(days.has("2026-04-02")).toBe(false); // Maundy Thursday is regional
    expect(days.size).toBe(10);
  });

  test("both days of the Romanian new year, and the Whit Monday of scenario S03b", async () => {
    const days = await publicHolidays("RO", [2026]);
    expect(["2026-01-01", "2026-01-02", "2026-06-01"].every((day) => days.has(day))).toBe(true);
  });

  test("substitute days", async () => {
    expect((await publicHolidays("GB", [2027])).has("2027-12-28")).toBe(true);
  });

  test("a holiday that lasts into the new year, and none that begins at noon", async () => {
    expect((await publicHolidays("SZ", [2026])).has("2026-01-01")).toBe(true);
    expect((await publicHolidays("GT", [2025])).has("2025-12-24")).toBe(false);
  });

  test("an unknown country is refused by name", async () => {
    await expect(publicHolidays("ZZ", [2026])).rejects.toThrow(UnknownCountryError);
    await expect(publicHolidays("España", [2026])).rejects.toThrow(/España/);
  });

  test("the countries to choose from", async () => {
    const countries = await holidayCountries();
    expect(countries).toEqual(expect.arrayContaining(["ES", "RO", "MX"]));
    expect(countries.every((country) => /^[A-Z]{2}$/.test(country))).toBe(true);
  });
});

test("importing the module does not load the library", () => {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { publicHolidays } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)});
    const count = () => loaded.filter((url) => url.includes("/date-holidays/")).length;
    const before = count();
    await publicHolidays("ES", [2026]);
    console.log(JSON.stringify({ before, after: count() > 0 }));
  `;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  expect(JSON.parse(output)).toEqual({ before: 0, after: true });
});
