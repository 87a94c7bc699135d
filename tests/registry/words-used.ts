import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readYaml } from "@cadencia/contracts/yaml";
import { EFFECT_KINDS, VERB_NAMES } from "@cadencia/contracts/scenario";
import { GROUPS as FORMS_OF_GROUPS } from "../../packages/contracts/src/automation/filter.ts";
import { OPERATORS } from "../../packages/core/src/filter/operators.ts";
import { AUTOMATION, optionsOf } from "./forms.ts";

const SCENARIOS = path.resolve(import.meta.dirname, "../scenarios");
const DURATION = /^-?\d+(m|h|d|w|mo|y|bd|bh)$/;

/** Every word of the registries that some scenario file uses, as "operator gt", "wait until", "verb press" … */
export const wordsUsed = (): ReadonlySet<string> => {
  const used = new Set<string>();
  for (const file of readdirSync(SCENARIOS, { recursive: true, encoding: "utf8" })) {
    if (!/\.ya?ml$/.test(file)) continue;
    const read = readYaml(readFileSync(path.join(SCENARIOS, file), "utf8"));
    if (!read.ok) throw new Error(`${file} cannot be read`);
    const scenario = mappingOf(read.value);
    for (const automation of listOf(scenario["automations"])) collectAutomation(automation, used);
    for (const entry of listOf(scenario["timeline"])) collectEntry(entry, used);
    for (const segment of Object.values(mappingOf(scenario["segments"]))) collectFilters(segment, used);
    collectExpected(scenario, used);
  }
  return used;
};

type Mapping = Readonly<Record<string, unknown>>;

const mappingOf = (value: unknown): Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
const listOf = (value: unknown): readonly Mapping[] => (Array.isArray(value) ? value.map(mappingOf) : []);

const collectEntry = (entry: Mapping, used: Set<string>): void => {
  const verb = VERB_NAMES.find((name) => name in entry);
  if (verb !== undefined && entry["expect_error"] === undefined) {
    used.add(`verb ${verb}`);
    for (const word of optionsOf(verb)?.usedBy(entry) ?? []) used.add(word);
  }
  if (entry["change"] !== undefined) collectAutomation(mappingOf(entry["change"]), used);
  collectFilters(entry["filter"], used);
  collectExpected(entry, used);
};

const collectExpected = (from: Mapping, used: Set<string>): void => {
  for (const line of listOf(from["log"])) {
    if (typeof line["reason"] === "string") used.add(`reason ${line["reason"]}`);
    if (typeof line["status"] === "string") used.add(`status ${line["status"]}`);
  }
  for (const effect of listOf(from["expect"]))
    for (const kind of EFFECT_KINDS) if (kind in effect) used.add(`effect ${kind}`);
};

const collectAutomation = (automation: Mapping, used: Set<string>): void => {
  for (const word of AUTOMATION.usedBy(automation)) used.add(word);
  const { event } = mappingOf(automation["trigger"]);
  if (typeof event === "string") used.add(`event ${event}`);
  collectFilters(automation, used);
  collectDurations(automation, used);
};

/** Wherever a condition or a group stands. */
const collectFilters = (value: unknown, used: Set<string>): void => {
  if (Array.isArray(value)) {
    const [field, operator] = value as unknown[];
    if (typeof field === "string" && OPERATORS.some((name) => name === operator))
      used.add(`operator ${String(operator)}`);
    for (const part of value) collectFilters(part, used);
    return;
  }
  for (const [key, part] of Object.entries(mappingOf(value))) {
    if (GROUPS.includes(key)) used.add(`group ${key}`);
    collectFilters(part, used);
  }
};

export const GROUPS: readonly string[] = Object.keys(FORMS_OF_GROUPS);

const collectDurations = (value: unknown, used: Set<string>): void => {
  if (typeof value === "string") {
    const unit = DURATION.exec(value)?.[1];
    if (unit !== undefined) used.add(`duration ${unit}`);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) collectDurations(part, used);
};
