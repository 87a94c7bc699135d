import * as fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFault } from "./json-fault.ts";

it.each([
  ['{"a": 1,}', { line: 1, column: 9, found: "}" }],
  ['{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3, found: '"' }],
  ['{\n  "a": [1, 2\n', { line: 3, column: 1, found: null }],
  ['{"a": nul}', { line: 1, column: 7, found: "n" }],
  ['{"a": "open', { line: 1, column: 7, found: '"' }],
  ["{'a': 1}", { line: 1, column: 2, found: "'" }],
  ["[1] x", { line: 1, column: 5, found: "x" }],
  ["", { line: 1, column: 1, found: null }],
])("tells where %j stops being JSON", (text, fault) => {
  expect(jsonFault(text)).toEqual(fault);
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

it("finds no fault in what JSON.parse reads, and one in all else", () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "]", "{", '"', "0", "\n", "\\", "\u0085"))
    .map(([text, place, sign]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + sign + text.slice(at + 1);
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      expect(jsonFault(text) === null).toBe(isJson(text));
    }),
  );
});
