import { expect, it } from "vitest";
import { createFormat } from "./format.ts";

const HOUR = 3_600_000;
const inHours = (hours: number): string => new Date(new Date().getTime() + hours * HOUR).toISOString();

it("tells a distance from the workspace's present, which a demo moves ahead", () => {
  const viewer = { language: "en", timezone: "UTC" };
  expect(createFormat({ ...viewer, ahead: 0 }).distance(inHours(19))).toBe("in 19 hours");
  expect(createFormat({ ...viewer, ahead: 7 * 24 * 3600 }).distance(inHours(19))).toBe("6 days ago");
});
