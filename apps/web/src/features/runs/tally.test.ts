import { expect, it } from "vitest";
import { reasonsOf, tallyOf } from "./tally.ts";

const row = (standing: "done" | "skipped", reason: string | null, count: number) => ({
  version: 1,
  step: "a",
  standing,
  reason,
  count,
});

it("adds what became of steps up by state", () => {
  const tally = tallyOf([row("done", null, 2), row("skipped", "late", 1), row("done", "missing_person", 3)]);
  expect([...tally]).toEqual([
    ["done", 5],
    ["skipped", 1],
  ]);
});

it("puts the most frequent reason first", () => {
  const rows = [row("skipped", "late", 1), row("skipped", "condition_false", 4), row("skipped", "late", 2)];
  expect(reasonsOf(rows)).toEqual([
    { reason: "condition_false", count: 4 },
    { reason: "late", count: 3 },
  ]);
});
