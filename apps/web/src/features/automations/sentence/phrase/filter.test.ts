import { expect, it } from "vitest";
import { plain } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { aFilter } from "./filter.ts";

const SPEECH = { say: (key: string) => (key === "segment" ? "[segment]" : key) } as unknown as Speech;
const [a, b, c] = ["a", "b", "c"].map((segment) => ({ segment }));

it.each([
  [{ all: [a, { any: [b, c] }] }, "A and (B or C)"],
  [{ any: [{ all: [a, b] }, c] }, "(A and B) or C"],
  [{ any: [[a, b], c] }, "(A and B) or C"],
  [{ all: [a, { all: [b, c] }] }, "A and B and C"],
  [{ all: [a, { any: [b] }] }, "A and B"],
  [{ all: [{ any: [b, c] }] }, "B or C"],
  [{ all: [a, { not: { any: [b, c] } }] }, "A and not (B or C)"],
])("says %j so that it is clear what belongs together", (filter, words) => {
  expect(plain(aFilter(filter, "deal", SPEECH))).toBe(words);
});
