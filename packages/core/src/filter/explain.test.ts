import { expect, test } from "vitest";
import { describe, explain } from "./index.ts";
import { at, parsed, record } from "./testing/sample-model.ts";

const NOW = at("2026-03-03T09:00:00Z");
const line = (input: unknown, subject = record({ amount: "4000", title: "Boiler" })): string =>
  describe(explain(parsed(input), subject, NOW));

test.each([
  [["amount", "gt", 5000], "amount is 4000, needs gt 5000"],
  [["visit", "older_than", "3d"], "visit is empty, needs older_than 3d"],
  [["amount", "gt", 5], "all conditions hold"],
  [
    [
      ["amount", "gt", 5],
      ["title", "is", "x"],
    ],
    "title is Boiler, needs is x",
  ],
  [{ not: ["amount", "gt", 5] }, "amount is 4000, must not be gt 5"],
  [
    {
      any: [
        ["amount", "gt", 5000],
        ["title", "is", "x"],
      ],
    },
    "amount is 4000, needs gt 5000 or title is Boiler, needs is x",
  ],
  [{ some: "tasks", where: ["done", "is", true] }, "tasks: 0 of 0 match, needs some"],
  [{ count: "tasks", is: ["gte", 2] }, "tasks: 0 of 0 match, needs gte 2"],
  [["channel", "in", ["web", "shop"]], "channel is empty, needs in [web, shop]"],
])("%j is explained as: %s", (input, expected) => {
  expect(line(input)).toBe(expected);
});

test("the tree mirrors the filter and survives JSON", () => {
  const tasks = Array.from({ length: 25 }, (_, index) => record({ id: `t${index}`, done: index === 24 }));
  const explanation = explain(
    parsed({ all: [["amount", "gt", 5000], { some: "tasks", where: ["done", "is", true] }] }),
    record({ amount: "4000" }, { many: { tasks } }),
    NOW,
  );
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  expect(explanation).toMatchObject({
    kind: "all",
    holds: false,
    children: [
      { kind: "condition", holds: false, field: "amount", operator: "gt", expected: 5000, actual: "4000" },
      { kind: "some", holds: true, relation: "tasks", actual: 1, total: 25, truncatedCount: 5 },
    ],
  });
});

test("a change is explained with both values", () => {
  const filter = parsed(["amount", "increased_by", "15%"], { save: true });
  const context = { ...NOW, before: record({ amount: "100" }) };
  expect(describe(explain(filter, record({ amount: "110" }), context))).toBe(
    "amount was 100 and is 110, needs increased_by 15%",
  );
});
