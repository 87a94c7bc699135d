import { expect, test } from "vitest";
import {
  evaluate,
  isChangeOperator,
  operatorsFor,
  parseFilter,
  rangeJudge,
  requiredRanges,
  toJson,
} from "./index.ts";
import { at, contextOf, parsed, record } from "./testing/sample-model.ts";

const NOW = at("2026-03-03T09:00:00Z");

const required = (input: unknown): unknown[] =>
  requiredRanges(parsed(input)).map(({ field, low, high }) => [field, low, high]);

test.each<[unknown, unknown[]]>([
  [["amount", "gt", 5], [["amount", 5, Infinity]]],
  [["amount", "lte", 5.5], [["amount", -Infinity, 5.5]]],
  [["amount", "between", [5, 7]], [["amount", 5, 7]]],
  [["amount", "in", [7, 5, 6]], [["amount", 5, 7]]],
  [["amount", "is", 5], [["amount", 5, 5]]],
  [
    {
      all: [
        ["amount", "gt", 5],
        ["stage", "is", "sales/won"],
        ["amount", "lt", 9],
      ],
    },
    [
      ["amount", 5, Infinity],
      ["amount", -Infinity, 9],
    ],
  ],
  // More digits than a double tells apart.
  [["amount", "gt", "12345678901234567.8"], []],
  [["amount", "is_not", 5], []],
  [{ not: ["amount", "gt", 5] }, []],
  [{ any: [["amount", "gt", 5], { stage: "sales/won" }] }, []],
  [{ stage: "sales/won" }, []],
])("%j holds only where %j", (filter, ranges) => {
  expect(required(filter)).toEqual(ranges);
});

const NUMBERS = ["-12345678901234567.8", "-7", "0", "5", "5.000000000000001", "7", "12345678901234567.8"];
const LISTS = ["in", "not_in", "between"];
const COMPARING = operatorsFor("money").filter((operator) => !isChangeOperator(operator));

// Every operator over every pair of these numbers, alone, with another condition on the same field, and denied.
test.each(COMPARING)("what satisfies amount %s … lies in the ranges that it requires", (operator) => {
  const operands: unknown[] = LISTS.includes(operator)
    ? NUMBERS.flatMap((low) => NUMBERS.map((high) => [low, high]))
    : NUMBERS;
  const conditions = operands.map((operand) => ["amount", operator, operand]);
  const inputs = [["amount", operator], ...conditions].flatMap((condition) => [
    condition,
    { all: [condition, ["amount", "lt", 7]] },
    { not: condition },
  ]);
  // Not every operator takes one operand, nor a range whose end lies before its beginning.
  const filters = inputs.map((input) => parseFilter(input, contextOf())).filter((outcome) => outcome.ok);
  expect(filters.length).toBeGreaterThan(0);
  for (const { filter } of filters) {
    const satisfying = [null, ...NUMBERS].filter((amount) => evaluate(filter, record({ amount }), NOW));
    const beside = satisfying.filter((amount) => !requiredRanges(filter).every(rangeJudge(() => amount)));
    expect({ filter: toJson(filter), beside }).toEqual({ filter: toJson(filter), beside: [] });
  }
});
