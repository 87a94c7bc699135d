import { expect, test } from "vitest";
import { assignmentsOf, writeAssignments } from "./assignments.ts";

test("what a step sets goes through the form unchanged", () => {
  const written = {
    stage: "sales/won",
    "contact.category": "gold",
    clear: ["source"],
    add: { tags: ["x"] },
    increment: { amount: 5 },
  };
  expect(writeAssignments(assignmentsOf(written))).toEqual(written);
  expect(writeAssignments(assignmentsOf({ clear: "source" }))).toEqual({ clear: ["source"] });
  expect(writeAssignments([])).toEqual({});
});
