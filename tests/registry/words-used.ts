import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readYaml } from "@cadencia/contracts/yaml";
import { EFFECT_KINDS, VERB_NAMES } from "@cadencia/contracts/scenario";
import { OPERATORS } from "../../packages/core/src/filter/operators.ts";

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
  if (verb !== undefined && entry["expect_error"] === undefined) used.add(`verb ${verb}`);
  for (const option of ["resume", "active_runs", "apply"])
    if (typeof entry[option] === "string") used.add(`${option} ${entry[option]}`);
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
  const trigger = mappingOf(automation["trigger"]);
  for (const [key, value] of Object.entries(trigger)) {
    used.add(`trigger ${key}`);
    if (key === "on" || key === "event") used.add(`${key} ${String(value)}`);
  }
  const idle = mappingOf(trigger["idle"]);
  for (const kind of Array.isArray(idle["of"]) ? (idle["of"] as string[]) : []) used.add(`idle ${kind}`);
  for (const key of Object.keys(mappingOf(trigger["date"]))) used.add(`date ${key}`);
  for (const key of Object.keys(mappingOf(trigger["schedule"]))) used.add(`schedule ${key}`);
  const enrollment = mappingOf(automation["enrollment"]);
  for (const [key, value] of Object.entries(enrollment)) {
    used.add(`enrollment ${key}`);
    if (typeof value === "string") used.add(`enrollment ${key} ${value}`);
  }
  for (const key of Object.keys(mappingOf(enrollment["exit"]))) used.add(`exit ${key}`);
  if (mappingOf(enrollment["again"])["gap"] !== undefined) used.add("enrollment again gap");
  if (typeof automation["on_failure"] === "string") used.add(`on_failure ${automation["on_failure"]}`);
  for (const key of Object.keys(automation)) used.add(`automation ${key}`);
  collectFilters(automation, used);
  collectDurations(automation, used);
  collectSteps(automation["steps"], used);
};

const collectSteps = (steps: unknown, used: Set<string>): void => {
  for (const step of listOf(steps)) {
    for (const key of Object.keys(step)) used.add(`step ${key}`);
    if (typeof step["do"] === "string") used.add(`action ${step["do"]}`);
    if (typeof step["start"] === "string") used.add(`start ${step["start"]}`);
    collectWait(mappingOf(step["wait"]), used);
    for (const [key, value] of Object.entries(mappingOf(step["window"]))) {
      used.add(`window ${key}`);
      if (key === "calendar") used.add(`calendar ${String(value)}`);
      if (key === "days") used.add(`days ${Array.isArray(value) ? "list" : String(value)}`);
    }
    for (const quiet of [step["quiet"], mappingOf(step["with"])["quiet"]])
      if (typeof quiet === "string") used.add(`quiet ${quiet}`);
    for (const arm of listOf(step["branch"])) collectSteps(arm["steps"], used);
  }
};

const collectWait = (wait: Mapping, used: Set<string>): void => {
  for (const key of Object.keys(wait)) used.add(`wait ${key}`);
  if (typeof wait["then"] === "string") used.add(`then ${wait["then"]}`);
  for (const key of Object.keys(mappingOf(wait["until"]))) used.add(`until ${key}`);
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

export const GROUPS = ["all", "any", "not", "segment", "some", "none", "count"];

const collectDurations = (value: unknown, used: Set<string>): void => {
  if (typeof value === "string") {
    const unit = DURATION.exec(value)?.[1];
    if (unit !== undefined) used.add(`duration ${unit}`);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const part of Object.values(value)) collectDurations(part, used);
};
