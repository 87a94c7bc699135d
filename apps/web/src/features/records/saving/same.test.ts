import { describe, expect, it } from "vitest";
import { isSame } from "./same.ts";

describe("two values of a field", () => {
  it("are one where neither holds anything, and as sets", () => {
    expect(isSame(null, "")).toBe(true);
    expect(isSame([], undefined)).toBe(true);
    expect(isSame(["a", "b"], ["b", "a"])).toBe(true);
    expect(isSame("a", "b")).toBe(false);
  });

  it("are JSON with an order of lists and none of keys", () => {
    expect(isSame(["a", "b"], ["b", "a"], "json")).toBe(false);
    expect(isSame([{ a: 1 }], [{ a: 2 }], "json")).toBe(false);
    expect(isSame({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 }, "json")).toBe(true);
    expect(isSame(null, undefined, "json")).toBe(true);
    expect(isSame("", null, "json")).toBe(false);
  });
});
