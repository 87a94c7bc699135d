import { expect, it } from "vitest";
import { partsOf, without } from "./filter-parts.ts";

const LARGE = ["amount", "gt", 1000];
const MINE = ["owner", "is", "ana"];

it("takes apart what must all hold, and nothing else", () => {
  expect(partsOf({ all: [LARGE, MINE] })).toEqual([LARGE, MINE]);
  expect(partsOf([LARGE, MINE])).toEqual([LARGE, MINE]);
  expect(partsOf(LARGE)).toEqual([LARGE]);
  expect(partsOf({ any: [LARGE, MINE] })).toEqual([{ any: [LARGE, MINE] }]);
});

it("leaves the others where one is taken away", () => {
  expect(without({ all: [LARGE, MINE, LARGE] }, 1)).toEqual({ all: [LARGE, LARGE] });
  expect(without([LARGE, MINE], 0)).toEqual(MINE);
  expect(without(LARGE, 0)).toBeNull();
});
