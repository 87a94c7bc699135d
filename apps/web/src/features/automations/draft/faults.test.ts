import { expect, it } from "vitest";
import { faultsAt, faultsOf, isAbout, placeOf } from "./faults.ts";

it("reads where a fault is, however deep its step stands", () => {
  expect(placeOf("steps[0].with.stage")).toEqual({ index: [0], path: "with.stage" });
  expect(placeOf("steps[2].branch[0].steps[1].wait.for")).toEqual({ index: [2, 0, 1], path: "wait.for" });
  expect(placeOf("steps[2].branch[1].if")).toEqual({ index: [2], path: "ways[1].if" });
  expect(placeOf("trigger.date.field")).toEqual({ index: null, path: "trigger.date.field" });
  expect(placeOf("steps")).toEqual({ index: null, path: "steps" });
});

it("gives each step its own, and each control those of its part", () => {
  const faults = faultsOf({
    errors: [
      { field: "steps[1].with.to[0]", code: "unknown_user", message: "x" },
      { field: "name", code: "wrong_type", message: "x" },
    ],
    warnings: [{ field: "steps[1].with.stage", code: "ends_itself", params: { stage: "sales/won" } }],
  });
  expect(faultsAt(faults, [1]).map(({ path }) => path)).toEqual(["with.to[0]", "with.stage"]);
  expect(faultsAt(faults, null).map(({ path }) => path)).toEqual(["name"]);
  expect(isAbout({ path: "with.to[0]" }, "with.to")).toBe(true);
  expect(isAbout({ path: "with.topic" }, "with.to")).toBe(false);
});
