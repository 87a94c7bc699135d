import { asWritten, didYouMean } from "@cadencia/core/nearest";
import { isBranch, stepsOf, type Automation, type StepInput } from "@cadencia/contracts/automation";

import type { EntryOf, Scenario } from "@cadencia/contracts/scenario";
import type { Model } from "@cadencia/core/model";
import { LINE_RELATIONS } from "../objects/index.ts";
import { UnusablePart } from "./unusable.ts";

type Path = readonly (string | number)[];
type Problem = UnusablePart["problems"][number];

/**
 * Words in expectations that nothing in the file or the model bears: an expectation with a slip of the pen could
 * hold or fail for the wrong reason. Throws an UnusablePart.
 */
export const checkWords = (scenario: Scenario, model: Model): void => {
  const known = knownWords(scenario);
  const problems = [
    ...scenario.expect.flatMap((effect, index) =>
      effectProblems(effect, ["expect", index], { known, model }),
    ),
    ...scenario.log.flatMap((line, index) => placeProblems(line, ["log", index], known)),
    ...scenario.timeline.flatMap((entry, index) =>
      entry.verb === "dry_run" ? rehearsalProblems(entry, ["timeline", index], { known, model }) : [],
    ),
    ...stateProblems(scenario, known, model),
    ...Object.keys(scenario.count).flatMap((object) =>
      unknown("object", object, { path: ["count", object], words: [...model.objects.keys()] }),
    ),
    ...patternProblems(scenario.expect, ["expect"]),
    ...patternProblems(scenario.log, ["log"]),
  ];
  if (problems.length > 0) throw new UnusablePart(problems);
};

interface Words {
  /** Names of records and users, with the object where the file tells it. */
  readonly names: ReadonlyMap<string, string | null>;
  readonly automations: readonly string[];
  readonly steps: readonly string[];
}

const knownWords = (scenario: Scenario): Words => {
  const names = new Map<string, string | null>(Object.keys(scenario.users).map((name) => [name, "user"]));
  for (const [name, { object }] of Object.entries(scenario.records)) names.set(name, object);
  const automations = scenario.automations.map(({ key }) => key);
  const steps = scenario.automations.flatMap(stepIds);
  for (const entry of scenario.timeline) {
    if (entry.verb === "create") {
      names.set(entry.create, entry.object);
      for (const child of entry.children ?? [])
        if (child.name !== undefined) names.set(child.name, child.object);
    }
    if (entry.verb === "import") for (const name of entry.names ?? []) names.set(name, entry.import);
    if (entry.verb === "convert" && entry.name !== undefined) names.set(entry.name, "deal");
    if (entry.verb === "name") names.set(entry.name, entry.object);
    if (entry.verb === "copy") automations.push(entry.key);
    if (entry.verb === "publish") steps.push(...writtenIds(entry.change.steps ?? []));
  }
  return { names, automations, steps };
};

const stepIds = (automation: Automation): string[] => [
  ...stepsOf(automation).map(({ step }) => step.id),
  ...automation.steps.flatMap((step) => (isBranch(step) && step.id !== null ? [step.id] : [])),
];

const writtenIds = (steps: readonly StepInput[]): string[] =>
  steps.flatMap((step) => [
    ...(step.id === undefined ? [] : [step.id]),
    ...("branch" in step ? step.branch.flatMap((arm) => writtenIds(arm.steps)) : []),
  ]);

const unknown = (
  what: string,
  word: string,
  { path, words }: { path: Path; words: readonly string[] },
): Problem[] => {
  if (words.includes(word)) return [];
  const hint = didYouMean(word, words);
  return [{ path, message: `there is no ${what} ${asWritten(word)}${hint}` }];
};

interface Place {
  readonly record?: string | undefined;
  readonly automation?: string | undefined;
  readonly step?: string | undefined;
}

const placeProblems = ({ record, automation, step }: Place, path: Path, known: Words): Problem[] => [
  ...(record === undefined
    ? []
    : unknown("record", record, { path: [...path, "record"], words: [...known.names.keys()] })),
  ...(automation === undefined
    ? []
    : unknown("automation", automation, { path: [...path, "automation"], words: known.automations })),
  ...(step === undefined ? [] : unknown("step", step, { path: [...path, "step"], words: known.steps })),
];

const effectProblems = (
  effect: Scenario["expect"][number],
  path: Path,
  { known, model }: { known: Words; model: Model },
): Problem[] => {
  const place = placeProblems(effect, path, known);
  if ("create" in effect) {
    const missing = unknown("object", effect.create, {
      path: [...path, "create"],
      words: [...model.objects.keys()],
    });
    return [
      ...place,
      ...missing,
      ...fieldProblems(effect.set ?? {}, [...path, "set"], fieldsOf(model, effect.create)),
    ];
  }
  if (!("update" in effect)) return place;
  const object = effect.record === undefined ? null : (known.names.get(effect.record) ?? null);
  return [...place, ...fieldProblems(effect.update, [...path, "update"], fieldsOf(model, object))];
};

/** What a dry run is expected to say names what is there, as the end of the file does. */
const rehearsalProblems = (
  { expect = [], log = [] }: EntryOf<"dry_run">,
  path: Path,
  within: { known: Words; model: Model },
): Problem[] => [
  ...expect.flatMap((effect, index) => effectProblems(effect, [...path, "expect", index], within)),
  ...log.flatMap((line, index) => placeProblems(line, [...path, "log", index], within.known)),
];

/** The fields of an object; of any object where the file does not tell which. */
const fieldsOf = (model: Model, object: string | null): readonly string[] => {
  const objects = [...model.objects.values()].filter(({ key }) => object === null || key === object);
  return objects.flatMap(({ key, fields }) => [
    ...fields.keys(),
    ...(LINE_RELATIONS.has(key) ? [LINE_RELATIONS.get(key) ?? ""] : []),
  ]);
};

const fieldProblems = (given: object, path: Path, fields: readonly string[]): Problem[] =>
  fields.length === 0
    ? []
    : Object.keys(given).flatMap((field) =>
        unknown("field", field, { path: [...path, field], words: fields }),
      );

const stateProblems = ({ state }: Scenario, known: Words, model: Model): Problem[] =>
  Object.entries(state).flatMap(([name, fields]) => {
    const path = ["state", name];
    const missing = unknown("record", name, { path, words: [...known.names.keys()] });
    if (missing.length > 0) return missing;
    return fieldProblems(fields, path, fieldsOf(model, known.names.get(name) ?? null));
  });

const PATTERN = /^\/(.*)\/([a-z]*)$/s;

/** Texts between slashes that are no regular expressions. */
const patternProblems = (value: unknown, path: Path): Problem[] => {
  if (typeof value === "string") {
    const pattern = PATTERN.exec(value);
    return pattern === null || isPattern(pattern)
      ? []
      : [{ path, message: `${value} is no regular expression` }];
  }
  if (Array.isArray(value)) return value.flatMap((part, index) => patternProblems(part, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => patternProblems(part, [...path, key]));
};

const isPattern = ([, source = "", flags = ""]: RegExpExecArray): boolean => {
  try {
    return new RegExp(source, flags.includes("u") ? flags : `${flags}u`).source !== "";
  } catch {
    return false;
  }
};
