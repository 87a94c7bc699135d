import type { AutomationInput } from "@cadencia/contracts/automation";
import { describe, expect, it } from "vitest";
import { restaged } from "./restage.ts";

const begunBy = (enters: unknown): AutomationInput =>
  ({ key: "x", object: "deal", trigger: { enters }, steps: [] }) as unknown as AutomationInput;
const way = { from: "sales/new", to: "sales/won" };

describe("an automation that hangs on a stage", () => {
  it.each([
    [{ stage: "sales/new" }, { stage: "sales/won" }],
    [{ stage: "new" }, { stage: "sales/won" }],
    [{ stage: "sales/lost" }, { stage: "sales/lost" }],
    [
      ["stage", "is", "sales/new"],
      ["stage", "is", "sales/won"],
    ],
    [
      ["stage", "in", ["sales/new", "sales/won"]],
      ["stage", "in", ["sales/won"]],
    ],
    [
      {
        all: [
          ["stage", "is", "sales/new"],
          ["amount", "gt", 10],
        ],
      },
      {
        all: [
          ["stage", "is", "sales/won"],
          ["amount", "gt", 10],
        ],
      },
    ],
    [
      ["title", "is", "sales/new"],
      ["title", "is", "sales/new"],
    ],
  ])("begun by %j is begun by %j when it is moved", (before, after) => {
    expect(restaged(begunBy(before), way)).toEqual(begunBy(after));
  });

  it("with another trigger stays as it is", () => {
    const scheduled = { ...begunBy({}), trigger: { on: "created" } } as AutomationInput;
    expect(restaged(scheduled, way)).toBe(scheduled);
  });
});
