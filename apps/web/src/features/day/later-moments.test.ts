import { expect, it } from "vitest";
import { laterMoments } from "./later-moments.ts";

const madrid = (now: string) => laterMoments(new Date(now), "Europe/Madrid").map(({ key, at }) => [key, at]);

it("puts off to this afternoon, to tomorrow morning or to Monday morning", () => {
  expect(madrid("2026-11-18T08:00:00Z")).toEqual([
    ["today", "2026-11-18T16:00:00.000Z"],
    ["tomorrow", "2026-11-19T08:00:00.000Z"],
    ["monday", "2026-11-23T08:00:00.000Z"],
  ]);
});

it("offers no afternoon that is nearly over, and Monday once", () => {
  expect(madrid("2026-11-22T16:00:00Z").map(([key]) => key)).toEqual(["tomorrow"]);
});

it("keeps the hour over a change of the clocks", () => {
  expect(madrid("2026-10-24T20:00:00Z")).toContainEqual(["tomorrow", "2026-10-25T08:00:00.000Z"]);
});
