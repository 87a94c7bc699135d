import { expect, it } from "vitest";
import { differenceOf } from "./difference.ts";

it("tells word by word what came and what went", () => {
  const passages = differenceOf("after 6 months, create a lead.", "after 5 months, create a lead.");
  expect(passages).toEqual([
    { kind: "same", text: "after " },
    { kind: "removed", text: "6" },
    { kind: "added", text: "5" },
    { kind: "same", text: " months, create a lead." },
  ]);
});

it("gives both sentences back", () => {
  const [before, after] = [
    "When a deal enters Won, copy it.",
    "When a deal enters Won, after 1 day, send mail.",
  ];
  const passages = differenceOf(before, after);
  const without = (kind: string) =>
    passages
      .filter((one) => one.kind !== kind)
      .map((one) => one.text)
      .join("");
  expect([without("added"), without("removed")]).toEqual([before, after]);
});
