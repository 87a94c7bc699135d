import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EVENT_NAMES } from "./index.ts";

it("lists the very events of the contract", () => {
  const url = new URL("../scenario/scenario.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(url, "utf8")) as { "x-events": readonly string[] };
  expect([...EVENT_NAMES].toSorted()).toEqual([...schema["x-events"]].toSorted());
});
