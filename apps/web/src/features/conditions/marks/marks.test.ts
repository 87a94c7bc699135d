import type { Explanation } from "@cadencia/core/filter";
import { describe, expect, it } from "vitest";
import { readRows } from "../rows/read-rows.ts";
import type { Row } from "../rows/row.ts";
import { writeRows, type Place } from "../rows/write-rows.ts";
import { marksOf, type Mark } from "./marks.ts";
import { problemsByRow } from "./problems.ts";

const LARGE = ["amount", "gt", 1000];
const GOLD = ["contact.category", "is", "gold"];

const condition = (holds: boolean, actual: unknown, operator = "gt"): Explanation =>
  ({ kind: "condition", holds, field: "amount", operator, expected: 1000, actual }) as Explanation;
const group = (kind: "all" | "any" | "not", holds: boolean, ...children: Explanation[]): Explanation => ({
  kind,
  holds,
  children,
});

const placeOf = (filter: unknown): Place => {
  const { place } = writeRows(readRows(filter));
  if (place === null) throw new Error("nothing is asked");
  return place;
};

/** The marks of the leaves, in order. */
const told = (filter: unknown, explanation: Explanation): readonly (Mark | undefined)[] => {
  const place = placeOf(filter);
  const marks = marksOf(place, explanation);
  const leaves = (row: Row): readonly Row[] => (row.kind === "group" ? row.rows.flatMap(leaves) : [row]);
  return leaves(place.row).map(({ id }) => marks.get(id));
};

describe("the marks of rows", () => {
  it("are those of the same part of the filter, however it is written", () => {
    const yes = condition(true, "1200");
    const no = condition(false, "5");
    expect(told(LARGE, yes)).toEqual([{ state: "yes", actual: "1200" }]);
    expect(told([LARGE, GOLD], group("all", false, yes, no)).map((mark) => mark?.state)).toEqual([
      "yes",
      "no",
    ]);
    expect(told({ not: LARGE }, group("not", false, yes)).map((mark) => mark?.state)).toEqual(["yes"]);
    const none = group("not", false, group("any", true, no, yes));
    expect(told({ not: { any: [LARGE, GOLD] } }, none).map((mark) => mark?.state)).toEqual(["no", "yes"]);
    const nested = group("all", false, group("any", true, no, yes));
    expect(told({ all: [{ any: [LARGE, GOLD] }] }, nested).map((mark) => mark?.state)).toEqual(["no", "yes"]);
  });

  it("do not say no of an empty field, nor anything of a save that is not there", () => {
    expect(told(LARGE, condition(false, null))).toEqual([{ state: "unseen", why: "empty", actual: null }]);
    expect(told(LARGE, condition(true, null, "is_not_set"))[0]?.state).toBe("yes");
    expect(told(LARGE, condition(false, null, "is_set"))[0]?.state).toBe("no");
    expect(told(LARGE, condition(false, "5", "changed"))[0]).toEqual({ state: "unseen", why: "save" });
  });
});

describe("what is wrong", () => {
  it("stands beside the innermost row that it is wrong in", () => {
    const place = placeOf({ all: [LARGE, { any: [["amont", "gt", 1]] }] });
    const problem = { path: ["all", 1, "any", 0, 0], code: "unknown_field", message: "", nearest: "amount" };
    const wrong = place.within[1]?.within[0]?.row.id;
    expect([...problemsByRow(place, [problem])]).toEqual([[wrong, problem]]);
  });
});
