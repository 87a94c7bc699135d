import { describe, expect, it } from "vitest";
import { addRow, changeRow, neighbour } from "./change-row.ts";
import { readRows } from "./read-rows.ts";
import { newCondition, type ConditionRow, type GroupRow, type Row } from "./row.ts";
import { writeRows } from "./write-rows.ts";

const GOLD = ["contact.category", "in", ["gold", "vip"]];
const LARGE = ["amount", "gt", 1000];
const CALLED = { some: "activities", where: ["type", "is", "call"] };

/** Each way in which people write filters. */
const WRITTEN: readonly unknown[] = [
  LARGE,
  ["end_date", "is_set"],
  [LARGE, GOLD],
  [LARGE],
  { all: [LARGE, GOLD] },
  { all: [LARGE] },
  { any: [LARGE, { all: [GOLD, ["title", "contains", "hotel"]] }] },
  { not: LARGE },
  { not: { any: [LARGE, GOLD] } },
  { not: { all: [LARGE, GOLD] } },
  { not: { not: LARGE } },
  { all: [LARGE, { not: { any: [GOLD] } }, CALLED] },
  { stage: "sales/won" },
  { segment: "gold" },
  CALLED,
  { count: "activities", where: [["type", "is", "call"], LARGE], is: ["gt", 2] },
  { all: [[LARGE, GOLD], { any: [[LARGE], LARGE] }] },
  { what: "ever" },
];

const leaves = (row: Row): readonly Row[] => (row.kind === "group" ? row.rows.flatMap(leaves) : [row]);
const edited = (root: GroupRow, index: number, changes: Partial<ConditionRow>): GroupRow =>
  changeRow(root, leaves(root)[index]?.id ?? "", (row) => {
    const { given: _, ...rest } = row as ConditionRow;
    return { ...rest, ...changes };
  });

describe("the rows of a filter", () => {
  it.each(WRITTEN.map((filter) => [JSON.stringify(filter), filter]))(
    "give %s back as it was",
    (_, filter) => {
      expect(writeRows(readRows(filter)).filter).toEqual(filter);
    },
  );

  it("ask nothing where there are none", () => {
    expect(writeRows(readRows(null))).toEqual({ filter: null, place: null, incomplete: new Set() });
  });

  it("change what was edited and nothing else", () => {
    const root = readRows({ all: [LARGE, { stage: "won" }, CALLED] });
    expect(writeRows(edited(root, 0, { value: 5 })).filter).toEqual({
      all: [["amount", "gt", 5], { stage: "won" }, CALLED],
    });
    expect(writeRows(edited(root, 1, { operator: "is_not" })).filter).toEqual({
      all: [LARGE, ["stage", "is_not", "won"], CALLED],
    });
  });

  it("leave out what lacks something, and name it", () => {
    const root = readRows(LARGE);
    const added = newCondition();
    const { filter, incomplete } = writeRows(addRow(root, root.id, added));
    expect(filter).toEqual(LARGE);
    expect([...incomplete]).toEqual([added.id]);
  });

  it("become a group where one condition becomes two", () => {
    const root = readRows(LARGE);
    const two = addRow(root, root.id, { ...newCondition(), field: "title", operator: "is_set" });
    expect(writeRows(two).filter).toEqual({ all: [LARGE, ["title", "is_set"]] });
  });

  it("lose a group with its last row", () => {
    const root = readRows({ all: [LARGE, { any: [GOLD] }] });
    const gone = changeRow(root, leaves(root)[1]?.id ?? "", () => null);
    expect(writeRows(gone).filter).toEqual({ all: [LARGE] });
  });

  it("are edited as text where no row can show them", () => {
    const root = readRows(CALLED);
    const [row] = leaves(root);
    const set = (text: string) =>
      writeRows(changeRow(root, row?.id ?? "", () => ({ kind: "text", id: row?.id ?? "", text })));
    expect(row).toMatchObject({ kind: "text", text: "{some: activities, where: [type, is, call]}" });
    expect(set("{none: activities}").filter).toEqual({ none: "activities" });
    expect(set("{none: ").incomplete.size).toBe(1);
  });

  it("know where they stand in what is written", () => {
    const root = readRows({ all: [LARGE, { not: { any: [GOLD, LARGE] } }] });
    const { place } = writeRows(root);
    expect(place?.within[1]?.within[1]?.path).toEqual(["all", 1, "not", "any", 1]);
  });

  it("give the place of a removed one to the next, or to the one before", () => {
    const root = readRows([LARGE, GOLD, CALLED]);
    const [first, second, third] = leaves(root).map(({ id }) => id);
    expect(neighbour(root, first ?? "")).toBe(second);
    expect(neighbour(root, third ?? "")).toBe(second);
  });
});
