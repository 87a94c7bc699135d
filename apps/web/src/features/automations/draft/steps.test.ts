import type { StepInput } from "@cadencia/contracts/automation";
import { describe, expect, it } from "vitest";
import {
  freshId,
  gapsOf,
  idsOf,
  insertStep,
  moveStep,
  pathOf,
  removeStep,
  stepAt,
  withIds,
} from "./steps.ts";

const note = (id: string): StepInput => ({ id, do: "post_note", with: { text: id } });
const steps: readonly StepInput[] = [
  note("a"),
  {
    id: "fork",
    branch: [
      { if: ["amount", "gt", 5], steps: [note("b"), note("c")] },
      { else: true, steps: [note("d")] },
    ],
  },
  note("e"),
];

describe("steps", () => {
  it("are found by id, however deep", () => {
    expect(pathOf(steps, "c")).toEqual([1, 0, 1]);
    expect(stepAt(steps, [1, 1, 0])?.id).toBe("d");
    expect(pathOf(steps, "x")).toBeNull();
  });

  it("go from one way of a branch to another, and out of it", () => {
    expect(idsOf(moveStep(steps, [1, 0, 0], { list: [1, 1], at: 1 }))).toEqual([
      "a",
      "fork",
      "c",
      "d",
      "b",
      "e",
    ]);
    expect(idsOf(moveStep(steps, [1, 0, 0], { list: [], at: 0 }))).toEqual(["b", "a", "fork", "c", "d", "e"]);
  });

  it("go into a branch that stands below them, which rises by one", () => {
    const moved = moveStep(steps, [0], { list: [1, 1], at: 0 });
    expect(idsOf(moved)).toEqual(["fork", "b", "c", "a", "d", "e"]);
  });

  it("stay where they are when dropped at their own place", () => {
    for (const at of [0, 1]) expect(moveStep(steps, [0], { list: [], at })).toEqual(steps);
  });

  it("do not go into themselves", () => {
    expect(moveStep(steps, [1], { list: [1, 0], at: 0 })).toEqual(steps);
  });

  it("have a gap before each and one at the end of each list", () => {
    expect(gapsOf(steps).map(({ list, at }) => [...list, at].join("."))).toEqual([
      "0",
      "1",
      "1.0.0",
      "1.0.1",
      "1.0.2",
      "1.1.0",
      "1.1.1",
      "2",
      "3",
    ]);
  });

  it("are put in and taken out, and get ids that nobody bears", () => {
    expect(idsOf(insertStep(steps, { list: [1, 0], at: 2 }, note("x")))).toContain("x");
    expect(idsOf(removeStep(steps, [1]))).toEqual(["a", "e"]);
    expect(freshId(steps, "a")).toBe("a-2");
    const nameless: StepInput = { branch: [{ else: true, steps: [note("z")] }] };
    expect(idsOf(withIds([nameless]))).toEqual(["branch", "z"]);
  });
});
