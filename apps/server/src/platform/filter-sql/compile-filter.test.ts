import { parseFilter, type ParseContext } from "@cadencia/core/filter";
import { type Field, type Model } from "@cadencia/core/model";
import { expect, test } from "vitest";
import { compileFilter, FilterNotCompilableError } from "./index.ts";

const fields: readonly Field[] = [
  { key: "title", label: "Title", type: "text" },
  { key: "amount", label: "Amount", type: "money" },
  { key: "closes", label: "Closes", type: "datetime" },
  { key: "parent", label: "Parent", type: "relation", to: "deal" },
];
const model: Model = {
  objects: new Map([
    [
      "deal",
      {
        key: "deal",
        label: "Deal",
        fields: new Map(fields.map((field) => [field.key, field])),
        reverse: new Map([["children", { name: "children", object: "deal", fields: ["parent"] }]]),
      },
    ],
  ]),
  pipelines: new Map(),
};

const compiled = (
  input: unknown,
  { timeZone = "Europe/Madrid", ...more }: Partial<ParseContext> & { timeZone?: string } = {},
) => {
  const parsed = parseFilter(input, {
    model,
    object: "deal",
    segments: new Map(),
    resolve: (_object, text) => text,
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compileFilter(parsed.filter, {
    schema: 'ws"x',
    alias: "d",
    now: Temporal.Instant.from("2026-03-03T09:00:00Z"),
    calendar: { timeZone, days: ["mon"], from: "09:00", to: "18:00", holidays: new Set() },
    firstParameter: 3,
  });
};

test("what a person wrote is a parameter, and the same one is sent once", () => {
  const { text, params } = compiled({
    any: [
      ["title", "is", "' OR 1=1"],
      ["title", "is", "' or 1=1"],
    ],
  });
  expect(text).not.toContain("1=1");
  expect(text).toContain("$3::text");
  expect(params).toEqual(["' or 1=1"]);
});

test("wildcards of LIKE are letters like any other", () => {
  expect(compiled(["title", "contains", String.raw`50%_\ `]).params).toEqual([String.raw`%50\%\_\\ %`]);
});

test("names are quoted, deleted and archived records left out", () => {
  expect(compiled({ some: "children", where: ["amount", "gt", 5] }).text).toBe(
    'EXISTS (SELECT 1 FROM "ws""x"."o_deal" d_1 WHERE (d_1."parent" = d.id) AND d_1.deleted_at IS NULL AND NOT d_1.archived AND (d_1."amount" IS NOT NULL AND d_1."amount" > $3::numeric))',
  );
});

test.each([
  [["amount", "increased_by", 5], { save: true }],
  [["wait.happened", "is", true], { wait: true }],
  [["score", "gt", 5], { payload: true }],
])("%j cannot be searched for, and says so", (input, more) => {
  expect(() => compiled(input, more)).toThrow(FilterNotCompilableError);
});

test("the last day of 9999 in a zone west of Greenwich ends in the year that PostgreSQL reads", () => {
  expect(compiled(["closes", "on", "9999-12-31"], { timeZone: "America/New_York" }).params).toEqual([
    "9999-12-31T05:00:00.000000Z",
    "10000-01-01T04:59:59.999999Z",
  ]);
});
