import { expect, test } from "vitest";
import { parseFilter } from "./index.ts";
import { contextOf, parsed } from "./testing/sample-model.ts";
import { toJson } from "./to-json.ts";

const problemsOf = (input: unknown, more = {}) => {
  const result = parseFilter(input, contextOf(more));
  return result.ok ? [] : result.problems;
};
const codesOf = (input: unknown, more = {}) => problemsOf(input, more).map((problem) => problem.code);

test.each([
  [
    [
      ["amount", "gt", 5],
      ["repeat", "is", true],
    ],
    {
      all: [
        ["amount", "gt", 5],
        ["repeat", "is", true],
      ],
    },
  ],
  [{ stage: "sales/won" }, ["stage", "is", "sales/won"]],
  [
    ["stage", "is", "WON"],
    ["stage", "is", "won"],
  ],
  [
    ["amount", "gt", "5000.50"],
    ["amount", "gt", 5000.5],
  ],
  [
    ["amount", "gt", "100000000000000000000.01"],
    ["amount", "gt", "100000000000000000000.01"],
  ],
  [
    ["probability", "gte", "15 %"],
    ["probability", "gte", 15],
  ],
  [
    ["channel", "is", "WEB"],
    ["channel", "is", "web"],
  ],
  [
    ["owner", "is", "ana"],
    ["owner", "is", "user-ana"],
  ],
  [
    ["visit", "on", new Date("2026-06-01T00:00:00Z")],
    ["visit", "on", "2026-06-01"],
  ],
  [
    ["meeting", "after", "2026-06-01T10:00+02:00"],
    ["meeting", "after", "2026-06-01T08:00:00.000000Z"],
  ],
  [
    ["meeting", "after", "2026-06-01 10:00"],
    ["meeting", "after", "2026-06-01T10:00:00"],
  ],
  [
    ["meeting", "between", ["today-3d", "now+2h"]],
    ["meeting", "between", ["today-3d", "now+2h"]],
  ],
  [
    ["now", "time_between", ["20:00", "08:00"]],
    ["now", "time_between", ["20:00", "08:00"]],
  ],
  [
    ["tags", "has_any", "vip"],
    ["tags", "has_any", ["vip"]],
  ],
  [
    { count: "contact.deals", where: ["amount", "is_set"], is: ["gt", 2] },
    { count: "contact.deals", where: ["amount", "is_set"], is: ["gt", 2] },
  ],
  [
    { some: "followers", where: ["manager.name", "is", "Marta"] },
    { some: "followers", where: ["manager.name", "is", "Marta"] },
  ],
])("%j reads as %j and prints back", (input, canonical) => {
  expect(toJson(parsed(input))).toEqual(canonical);
  expect(toJson(parsed(canonical, { resolve: (_object, text) => text }))).toEqual(canonical);
});

test.each([
  [{ all: [] }, ["empty_group"]],
  [[], ["empty_group"]],
  [{ any: ["amount", "gt", 5] }, ["wrong_shape"]],
  [null, ["wrong_shape"]],
  [{ all: [["amount", "gt", 5]], any: [["amount", "gt", 5]] }, ["wrong_shape"]],
  [{ some: "tasks", wher: ["done", "is", true] }, ["unknown_key"]],
  [["amunt", "gt", 5], ["unknown_field"]],
  [["contact.nme", "is", "x"], ["unknown_field"]],
  [["owners.name", "is", "x"], ["unknown_relation"]],
  [["title.name", "is", "x"], ["unknown_relation"]],
  [["tasks.done", "is", true], ["many_relation"]],
  [["tasks", "is_set"], ["many_relation"]],
  [{ some: "tasks", where: ["record.title", "is", "x"] }, ["untyped_relation"]],
  [{ some: "contact" }, ["unknown_relation"]],
  [["amount", "gtt", 5], ["unknown_operator"]],
  [["amount", ">", 5], ["unknown_operator"]],
  [["amount", "contains", 5], ["operator_not_for_type"]],
  [["length", "gt", "2h"], ["operator_not_for_type"]],
  [["visit", "time_between", ["08:00", "10:00"]], ["operator_not_for_type"]],
  [["amount", "changed"], ["operator_needs_save"]],
  [["amount", "gt", "many"], ["wrong_value"]],
  [["amount", "gt"], ["wrong_value"]],
  [["amount", "is", null], ["wrong_value"]],
  [["amount", "is_set", true], ["wrong_shape"]],
  [["amount", "in", 5], ["wrong_value"]],
  [["amount", "in", []], ["wrong_value"]],
  [["amount", "between", [5, 1]], ["wrong_value"]],
  [["meeting", "on", "2026-02-30"], ["wrong_value"]],
  [["meeting", "older_than", "-3d"], ["wrong_value"]],
  [["meeting", "older_than", 3], ["wrong_value"]],
  [["now", "before", "now+2h"], ["wrong_value"]],
  [["title", "is", "a\0b"], ["wrong_value"]],
  [["channel", "in", ["web", "mail"]], ["unknown_option"]],
  [["stage", "is", "sales/wn"], ["unknown_stage"]],
  [["owner", "is", "bob"], ["unknown_record"]],
  [{ segment: "golden" }, ["unknown_segment"]],
  [["wait.happened", "is", true], ["unknown_field"]],
  [{ all: [["amunt", "gt", 5], { not: ["titel", "is", "x"] }] }, ["unknown_field", "unknown_field"]],
])("%j is refused: %j", (input, codes) => {
  expect(codesOf(input)).toEqual(codes);
});

test("a problem says where it stands and names the nearest choice", () => {
  expect(
    problemsOf({
      all: [
        ["amount", "gt", 5],
        ["contact.categry", "is", "gold"],
      ],
    }),
  ).toEqual([
    {
      path: ["all", 1, 0],
      code: "unknown_field",
      message: 'contact has no field "categry"; did you mean "contact.category"?',
      nearest: "contact.category",
    },
  ]);
  expect(problemsOf(["channel", "in", ["web", "shp"]])).toEqual([
    {
      path: [2, 1],
      code: "unknown_option",
      message: 'channel has no option "shp"; did you mean "shop"?',
      nearest: "shop",
    },
  ]);
  expect(problemsOf(["amount", "gt", "many"])[0]?.message).toBe('amount gt needs a number, not "many"');
});

test("changes can be asked of the saved record's own fields only", () => {
  expect(codesOf(["amount", "increased_by", "15%"], { save: true })).toEqual([]);
  expect(codesOf(["contact.category", "changed"], { save: true })).toEqual(["operator_needs_save"]);
  expect(codesOf({ some: "tasks", where: ["done", "changed"] }, { save: true })).toEqual([
    "operator_needs_save",
  ]);
});

test("segments are taken in, and one that contains itself is refused", () => {
  const segments = new Map([
    ["big", { object: "deal", filter: ["amount", "gt", 1000] }],
    ["loop", { object: "deal", filter: { any: [{ segment: "loop" }] } }],
    ["gold", { object: "contact", filter: ["category", "is", "gold"] }],
  ]);
  expect(toJson(parsed({ segment: "big" }, { segments }))).toEqual({ segment: "big" });
  expect(codesOf({ segment: "loop" }, { segments })).toEqual(["segment_cycle"]);
  expect(codesOf({ segment: "gold" }, { segments })).toEqual(["segment_of_other_object"]);
  expect(codesOf({ some: "contact.deals", where: { segment: "big" } }, { segments })).toEqual([]);
});

test("a payload's fields need not be known", () => {
  expect(codesOf(["attendee.answer", "is", "accepted"], { payload: true })).toEqual([]);
  expect(codesOf({ some: "items" }, { payload: true })).toEqual(["unknown_relation"]);
});

test("nesting without end is refused instead of overflowing", () => {
  let filter: unknown = ["amount", "is_set"];
  for (let depth = 0; depth < 5000; depth++) filter = { not: filter };
  expect(codesOf(filter)).toEqual(["too_deep"]);
});

test("segments that name each other twice a level are refused before their size has doubled thirty times", () => {
  const segments = new Map<string, { object: string; filter: unknown }>([
    ["s0", { object: "deal", filter: ["amount", "is_set"] }],
  ]);
  for (let level = 1; level <= 30; level++) {
    const below = { segment: `s${level - 1}` };
    segments.set(`s${level}`, { object: "deal", filter: { any: [below, { not: below }] } });
  }
  expect(codesOf({ segment: "s9" }, { segments })).toEqual([]);
  expect(codesOf({ segment: "s30" }, { segments })).toEqual(["too_many"]);
});

test("a hundred problems are enough to tell", () => {
  const filter = Array.from({ length: 3000 }, (_, index) => [`nothing_${index}`, "is_set"]);
  expect(codesOf(filter)).toHaveLength(100);
});

test("a name that every JavaScript object has is no operator", () => {
  expect(codesOf(["amount", "constructor", 1])).toEqual(["unknown_operator"]);
  expect(codesOf(["amount", "__proto__", 1])).toEqual(["unknown_operator"]);
});
