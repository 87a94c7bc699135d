import { existsSync, readFileSync } from "node:fs";
import { Drop } from "liquidjs";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "./compile.ts";
import { TemplateError } from "./error.ts";
import { GOLDEN_DIFFERENCES } from "./golden-differences.ts";
import type { Rendering } from "./rendering.ts";
import { run } from "./render.ts";
import { NOTHING, TextEmitter } from "./text-emitter.ts";

interface GoldenCase {
  readonly name: string;
  readonly template: string;
  readonly data?: object;
  readonly result?: string;
  readonly results?: readonly string[];
  readonly invalid?: boolean;
  readonly templates?: object;
}

const FILE = new URL("../../../../../../shared/data/liquid/golden_liquid.json", import.meta.url);
const cases: readonly GoldenCase[] = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, "utf8")) as { tests: GoldenCase[] }).tests
  : [];

/** As Liquid prints, where the product prints for people. */
const print = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (value instanceof Drop) return print(value.valueOf());
  if (Array.isArray(value)) return value.map(print).join("");
  // oxlint-disable-next-line typescript/no-base-to-string -- what Liquid itself prints for an object
  return String(value);
};

class LiteralEmitter extends TextEmitter {
  override write(piece: unknown): void {
    if (piece !== NOTHING) super.write(piece);
  }
}

const rendering: Rendering = {
  locale: "en",
  timeZone: "UTC",
  currency: "EUR",
  now: null,
  print,
  write: print,
};

const render = ({ template, data = {} }: GoldenCase): string =>
  run(compileTemplate(template).nodes ?? [], { scope: data, rendering, emitter: new LiteralEmitter() });

const outcome = (golden: GoldenCase): "passed" | "differs" | "not allowed" => {
  if (golden.templates !== undefined) return "not allowed";
  try {
    const text = compileTemplate(golden.template).nodes === null ? golden.template : render(golden);
    if (golden.invalid === true) return "differs";
    return (golden.results ?? [golden.result]).includes(text) ? "passed" : "differs";
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.code === "unknown_tag" || error.code === "unknown_filter") return "not allowed";
    return golden.invalid === true ? "passed" : "differs";
  }
};

describe.skipIf(cases.length === 0)("the golden Liquid suite", () => {
  const byOutcome = Object.groupBy(cases, outcome);

  test("passes wherever it asks for what the product allows, but for the differences we know", () => {
    const differing = (byOutcome.differs ?? []).map(({ name }) => name);
    expect(differing.toSorted()).toEqual(Object.values(GOLDEN_DIFFERENCES).flat().toSorted());
  });

  test("is passed in 699 of 1054 cases, 244 need tags, filters or files that are not allowed", () => {
    const counts = Object.entries(byOutcome).map(([name, found]) => [name, found?.length]);
    expect(Object.fromEntries(counts)).toEqual({ passed: 699, differs: 111, "not allowed": 244 });
  });
});
