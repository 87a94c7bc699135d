import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readYaml } from "../yaml/index.ts";
import { scenarioFileSchema } from "./file.ts";
import { parseScenario } from "./index.ts";
import { isValid, type JsonSchema } from "./testing/json-schema.ts";
import { type Mutant, mutantsOf } from "./testing/mutants.ts";
import { slicesOf } from "./testing/slices.ts";

const beside = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

const schema = JSON.parse(beside("scenario.schema.json")) as JsonSchema;
const everything = beside("testing/everything.yaml");

/** The repository's scenarios, and those handed to the project where they are at hand. */
const examples = [
  new URL("../../../../tests/scenarios", import.meta.url).pathname,
  process.env["CADENCIA_SCENARIOS"] ?? "/work/shared/scenarios",
]
  .flatMap((folder) => globSync(`${folder}/**/*.{yaml,yml}`))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));

const valueOf = (text: string): unknown => {
  const read = readYaml(text);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
};

/** Keys whose value is a filter; what is inside one is judged by core/filter, not here. */
const FILTER_KEYS = new Set(["when", "if", "enters", "match", "where", "before", "filter"]);

const insideFilter = ({ path }: Mutant): boolean =>
  path.some((part, at) => typeof part === "string" && FILTER_KEYS.has(part) && at < path.length - 1);

/** A list in place of a filter may hold nonsense, and `if: [x]`, that only the filter's parser refuses. */
const nonsenseFilter = ({ path, label }: Mutant): boolean =>
  FILTER_KEYS.has(String(path.at(-1))) && label.endsWith('["x"]');

interface Verdicts {
  readonly accepted: number;
  readonly refused: number;
  readonly disagreements: readonly string[];
}

const judgeMutants = (document: unknown): Verdicts => {
  const mutants = slicesOf(document)
    .flatMap((slice) => [...mutantsOf(slice)])
    .filter((mutant) => !insideFilter(mutant) && !nonsenseFilter(mutant));
  const judged = mutants.map((mutant) => ({
    ...mutant,
    theirs: isValid(schema, mutant.document),
    ours: scenarioFileSchema.safeParse(mutant.document).success,
  }));
  return {
    accepted: judged.filter(({ theirs }) => theirs).length,
    refused: judged.filter(({ theirs }) => !theirs).length,
    disagreements: judged
      .filter(({ ours, theirs }) => ours !== theirs)
      .map(({ label, ours, theirs }) => `${label}: schema says ${theirs}, we say ${ours}`),
  };
};

describe("the scenario format", () => {
  it("accepts a file that uses every part of it, as the published schema does", () => {
    const value = valueOf(everything);
    expect(isValid(schema, value)).toBe(true);
    expect(scenarioFileSchema.safeParse(value).error?.issues ?? []).toEqual([]);
  });

  it("judges every bent form of that file as the published schema does", () => {
    const { accepted, refused, disagreements } = judgeMutants(valueOf(everything));
    expect(disagreements).toEqual([]);
    expect(accepted).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(5000);
  });

  it.skipIf(examples.length === 0)(`parses all ${examples.length} example files`, () => {
    const problems = examples.flatMap(({ file, text }) => {
      const parsed = parseScenario(text, file);
      return parsed.ok ? [] : parsed.problems.map((problem) => `${file}: ${problem.message}`);
    });
    expect(problems).toEqual([]);
  });
});
