import { describe, expect, it } from "vitest";
import { fromWallClock, toWallClock } from "./zoned.ts";

describe("a wall clock", () => {
  it("shows an instant as people of that zone see it", () => {
    expect(toWallClock("2026-11-24T10:00:00Z", "Europe/Bucharest")).toBe("2026-11-24T12:00");
  });

  it("is read back as the same instant, in winter and in summer", () => {
    expect(fromWallClock("2026-11-24T12:00", "Europe/Bucharest")).toBe("2026-11-24T10:00:00.000Z");
    expect(fromWallClock("2026-07-01T12:00", "Europe/Bucharest")).toBe("2026-07-01T09:00:00.000Z");
  });

  it("moves forward by the gap where the spring clock change skips the hour", () => {
    expect(fromWallClock("2026-03-29T02:30", "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
  });
});
