import { expect, it } from "vitest";
import { dayOf } from "./trial.ts";

it("counts days by the viewer's calendar, not by hours", () => {
  expect(dayOf("2026-11-21T21:53:00Z", "2026-11-21T22:30:00Z", "Europe/Madrid")).toBe(0);
  expect(dayOf("2026-11-21T21:53:00Z", "2026-11-21T23:30:00Z", "Europe/Madrid")).toBe(1);
  expect(dayOf("2026-11-21T21:53:00Z", "2026-11-23T08:00:00Z", "Europe/Madrid")).toBe(2);
});
