import { expect, it } from "vitest";
import { asWritten, didYouMean, noSuch } from "./did-you-mean.ts";

it("names the choice that was probably meant, or nothing", () => {
  expect(didYouMean("amuont", ["amount", "title"])).toBe('; did you mean "amount"?');
  expect(didYouMean("xyzzy", ["amount", "title"])).toBe("");
  expect(noSuch("object", "deals", ["deal"])).toBe('there is no object "deals"; did you mean "deal"?');
});

it("does not repeat a megabyte that somebody wrote", () => {
  expect(asWritten("deal")).toBe('"deal"');
  expect(asWritten("a".repeat(1_000_000))).toHaveLength(62);
});
