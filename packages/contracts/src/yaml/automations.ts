import { type Automation, parseAutomation, printAutomation } from "../automation/index.ts";
import { locateProblems, type Outcome, type Path, type Problem, quote } from "../problems/index.ts";
import { printYaml } from "./print.ts";
import { readYaml } from "./read.ts";

/** What `cadencia export` writes: `automations:` and the list, without what goes without saying. */
export const automationsToYaml = (automations: readonly Automation[]): string =>
  printYaml({ automations: automations.map(printAutomation) });

/** Reads `automations: […]`, a bare list, or one automation alone; every problem bears its line. */
export const automationsFromYaml = (
  text: string,
): Outcome<{ readonly automations: readonly Automation[] }> => {
  const read = readYaml(text);
  if (!read.ok) return read;
  const outcome = parseAutomations(read.value);
  return outcome.ok ? outcome : { ok: false, problems: locateProblems(outcome.problems, read.positions) };
};

interface Found {
  readonly input: unknown;
  readonly path: Path;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same for a value that was read already. */
export const parseAutomations = (
  value: unknown,
): Outcome<{ readonly automations: readonly Automation[] }> => {
  const found = findAutomations(value);
  if (!found.ok) return found;
  const parsed = found.entries.map(({ input, path }) => parseAutomation(input, path));
  const problems = parsed.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  const automations = parsed.flatMap((outcome) => (outcome.ok ? [outcome.automation] : []));
  const all = [...problems, ...duplicateKeys(found.entries)];
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, automations };
};

const findAutomations = (value: unknown): Outcome<{ readonly entries: readonly Found[] }> => {
  if (Array.isArray(value)) return { ok: true, entries: value.map((input, at) => ({ input, path: [at] })) };
  if (!isMapping(value)) {
    const message = "the document holds no automations; write `automations:` and a list";
    return { ok: false, problems: [{ code: "wrong_type", path: [], message }] };
  }
  if (!Object.hasOwn(value, "automations")) return { ok: true, entries: [{ input: value, path: [] }] };
  const list = value["automations"];
  if (Array.isArray(list))
    return { ok: true, entries: list.map((input, at) => ({ input, path: ["automations", at] })) };
  const message = "automations must be a list of automations";
  return { ok: false, problems: [{ code: "wrong_type", path: ["automations"], message }] };
};

/** Two automations of one key would overwrite each other. */
export const duplicateKeys = (entries: readonly Found[]): readonly Problem[] => {
  const seen = new Set<unknown>();
  return entries.flatMap(({ input, path }): readonly Problem[] => {
    const key = isMapping(input) ? input["key"] : undefined;
    if (typeof key !== "string" || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `two automations have the key ${quote(key)}`;
    return [{ code: "duplicate", path: [...path, "key"], message }];
  });
};
