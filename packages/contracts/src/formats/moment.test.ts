import { describe, expect, it } from "vitest";
import { momentToInstant } from "./moment.ts";

const instant = (text: string, zone: string): string => momentToInstant(text, zone).toString();

describe("a moment", () => {
  it("is local to the zone where it bears no offset", () => {
    expect(instant("2026-06-01T10:00", "Europe/Bucharest")).toBe("2026-06-01T07:00:00Z");
  });

  it("is the instant it names where it bears an offset or Z", () => {
    expect(instant("2026-06-01T10:00:30+02:00", "Europe/Bucharest")).toBe("2026-06-01T08:00:30Z");
    expect(instant("2026-06-01T10:00Z", "Europe/Bucharest")).toBe("2026-06-01T10:00:00Z");
  });

  it("moves forward by the gap where the spring clock change skips it", () => {
    expect(instant("2026-03-29T02:30", "Europe/Madrid")).toBe("2026-03-29T01:30:00Z");
  });

  it("is the first of two where the autumn clock change repeats it", () => {
    expect(instant("2026-10-25T02:30", "Europe/Madrid")).toBe("2026-10-25T00:30:00Z");
  });
});
