import { expect, test } from "vitest";
import { requiredStages } from "./index.ts";
import { parsed } from "./testing/sample-model.ts";

const required = (input: unknown): string[] | null => {
  const stages = requiredStages(parsed(input));
  return stages === null ? null : [...stages];
};

test.each<[unknown, string[] | null]>([
  [{ stage: "sales/won" }, ["sales/won"]],
  [
    ["stage", "in", ["sales/new", "sales/won"]],
    ["sales/new", "sales/won"],
  ],
  [
    {
      all: [
        ["amount", "gt", 5],
        ["stage", "is", "sales/won"],
      ],
    },
    ["sales/won"],
  ],
  [
    { any: [{ stage: "sales/won" }, { all: [{ stage: "sales/new" }, ["amount", "gt", 5]] }] },
    ["sales/won", "sales/new"],
  ],
  [{ any: [{ stage: "sales/won" }, ["amount", "gt", 5]] }, null],
  [{ not: { stage: "sales/won" } }, null],
  [["stage", "is_not", "sales/won"], null],
  [["amount", "gt", 5], null],
])("%j holds only in the stages %j", (filter, stages) => {
  expect(required(filter)).toEqual(stages);
});
