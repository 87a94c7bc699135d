import type { RunPayload } from "@cadencia/contracts/api";
import { describe, expect, it } from "vitest";
import { stateOf, stepsOfRun } from "./steps-of-run.ts";

const row = (step: string, status: RunPayload["steps"][number]["status"]) => ({
  step,
  status,
  reason: null,
  detail: null,
  due: null,
  at: null,
});
const note = (id: string) => ({ id, do: "post_note" as const, with: { text: id } });

describe("the steps of a run", () => {
  it("stand in the order in which they are written, those ahead as not reached", () => {
    const found = stepsOfRun([row("a", "done")], { steps: [note("a"), note("b")] });
    expect(found.map(({ id, recorded }) => [id, stateOf(recorded)])).toEqual([
      ["a", "done"],
      ["b", "pending"],
    ]);
  });

  it("leave out the ways of a branch that were not taken", () => {
    const branch = {
      branch: [
        { if: ["amount", "gt", 1], steps: [note("big")] },
        { else: true as const, steps: [note("small")] },
      ],
    };
    const taken = stepsOfRun([row("small", "done")], { steps: [branch] });
    expect(taken.map(({ id }) => id)).toEqual(["small"]);
    expect(stepsOfRun([], { steps: [branch] }).map(({ id }) => id)).toEqual(["big", "small"]);
  });

  it("are those of the log alone where the definition may not be seen", () => {
    expect(stepsOfRun([row("a", "failed")], null)).toEqual([
      { id: "a", written: null, recorded: row("a", "failed") },
    ]);
  });
});
