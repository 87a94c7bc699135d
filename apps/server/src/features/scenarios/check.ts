import type { ExpectedEffect, ExpectedLogLine, Scenario } from "@cadencia/contracts/scenario";
import { effectKind } from "@cadencia/contracts/scenario";
import { LINE_RELATIONS } from "../objects/index.ts";
import { readChildren, readRecords } from "../records/index.ts";
import { matches, matchesPair, sameSecond, type Comparison } from "./compare.ts";
import { countRecords } from "./check.repo.ts";
import { readEffects, value, type Effect } from "./effects.ts";
import { readLog, type LogLine } from "./log.ts";
import type { Stage } from "./run.ts";

/** What a file expects at one instant, or at its end. */
export interface Checks {
  readonly line?: number;
  readonly expected?: { readonly effects: readonly ExpectedEffect[]; readonly unordered: boolean };
  readonly log: readonly ExpectedLogLine[];
  readonly state: Scenario["state"];
  readonly count: Scenario["count"];
  /** Number of effects so far. */
  readonly effects?: number;
  /** Only effects since this number of the journal (dry runs). */
  readonly afterSeq?: number;
}

/** What has been read of the workspace already. */
interface Known {
  readonly effects: readonly Effect[];
  readonly log: readonly LogLine[];
}

/** Holds the workspace against what is expected; answers what differs, a line each. */
export const check = async (stage: Stage, checks: Checks, known?: Known): Promise<string[]> => {
  const how = comparisonOf(stage);
  const where = checks.line === undefined ? "" : `line ${checks.line}: check: `;
  const failures = [
    ...(checks.expected === undefined
      ? []
      : compareEffects(checks.expected, known?.effects ?? (await readEffects(stage, checks.afterSeq)), how)),
    ...(checks.effects === undefined ? [] : countEffects(checks.effects, await readEffects(stage))),
    ...(checks.log.length === 0 ? [] : findLines(checks.log, known?.log ?? (await readLog(stage)), how)),
    ...(await compareState(stage, checks.state, how)),
    ...(await compareCounts(stage, checks.count)),
  ];
  return failures.map((failure) => `${where}${failure}`);
};

export const comparisonOf = ({ scenario, names }: Stage): Comparison => ({
  timeZone: scenario.workspace.timezone,
  nameOf: (id) => names.nameOf(id),
  addresses: new Map(
    Object.entries(scenario.users).flatMap(([handle, user]) =>
      user.email === null ? [] : [[handle, user.email]],
    ),
  ),
});

const countEffects = (expected: number, actual: readonly Effect[]): string[] =>
  expected === actual.length
    ? []
    : [`${expected} effects expected so far, ${actual.length} happened: ${actual.map(brief).join("; ")}`];

/** The complete list of effects, in time order: no more, no fewer. */
const compareEffects = (
  { effects, unordered }: NonNullable<Checks["expected"]>,
  actual: readonly Effect[],
  how: Comparison,
): string[] => {
  const failures: string[] = [];
  const open = new Set(actual.keys());
  let last = -1;
  for (const expected of effects) {
    const alike = [...open].filter((index) => sameEffect(expected, actual[index] ?? NOTHING, how));
    // Of equal ones the next in line is meant; one that lies behind came too early.
    const found = alike.find((index) => index > last) ?? alike[0];
    if (found === undefined) {
      const left = [...open].map((index) => actual[index] ?? NOTHING);
      failures.push(`missing effect: ${brief(expected)}${closest(expected, left, how)}`);
      continue;
    }
    if (found < last && !unordered)
      failures.push(`out of order: ${brief(expected)} came before the effects listed above it`);
    open.delete(found);
    last = Math.max(last, found);
  }
  return [
    ...failures,
    ...[...open].map((index) => `effect that nobody expects: ${brief(actual[index] ?? NOTHING)}`),
  ];
};

const NOTHING: Effect = { at: "" };

const sameEffect = (expected: ExpectedEffect, actual: Effect, how: Comparison): boolean => {
  const kind = effectKind(expected);
  if (!(kind in actual) || !sameSecond(expected.at, actual.at, how)) return false;
  return Object.entries(expected).every(([key, wanted]) => {
    if (key === "at") return true;
    if (key === "update") return sameUpdate(wanted as Record<string, unknown>, actual["update"], how);
    if (key === "email" || key === "message") return sameMessage(wanted as object, actual[key], how);
    return matches(wanted, actual[key], how);
  });
};

const sameUpdate = (expected: Record<string, unknown>, actual: unknown, how: Comparison): boolean =>
  typeof actual === "object" &&
  actual !== null &&
  Object.entries(expected).every(([field, pair]) =>
    matchesPair(pair, (actual as Record<string, unknown>)[field], how),
  );

/** Header names do not depend on case (RFC 5322, section 1.2.2). */
const sameMessage = (expected: object, actual: unknown, how: Comparison): boolean => {
  if (typeof actual !== "object" || actual === null) return false;
  if (!("headers" in expected) || !("headers" in actual)) return matches(expected, actual, how);
  const wanted = { ...expected, headers: lowerNames(expected.headers) };
  return matches(wanted, { ...actual, headers: lowerNames(actual.headers) }, how);
};

const lowerNames = (headers: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers as object).map(([name, each]) => [name.toLowerCase(), each]));

/** For the reader: what happened instead, if something like it did. */
const closest = (expected: ExpectedEffect, left: readonly Effect[], how: Comparison): string => {
  const kind = effectKind(expected);
  const alike =
    left.find((effect) => kind in effect && sameSecond(expected.at, effect.at, how)) ??
    left.find((effect) => kind in effect);
  return alike === undefined ? "" : `; the nearest that happened: ${brief(alike)}`;
};

/** Headers and mark-up would bury what differs. */
const brief = (effect: object): string =>
  JSON.stringify(effect, (key, part: unknown) => (key === "headers" || key === "html" ? undefined : part));

/** Each line must be found in the run log. */
const findLines = (
  expected: readonly ExpectedLogLine[],
  actual: readonly LogLine[],
  how: Comparison,
): string[] =>
  expected
    .filter((wanted) => !actual.some((line) => sameLine(wanted, line, how)))
    .map((wanted) => {
      const near = actual.filter(
        (line) =>
          line.automation === wanted.automation && line.record === wanted.record && line.step === wanted.step,
      );
      const instead = near.length === 0 ? "" : `; the log says: ${near.map(brief).join(" ")}`;
      return `not in the log: ${brief(wanted)}${instead}`;
    });

const sameLine = (expected: ExpectedLogLine, actual: LogLine, how: Comparison): boolean =>
  Object.entries(expected).every(([key, wanted]) => {
    const given = (actual as unknown as Record<string, unknown>)[key];
    if (key === "at" || key === "due")
      return typeof given === "string" && sameSecond(String(wanted), given, how);
    return matches(wanted, given, how);
  });

const compareState = async (stage: Stage, state: Scenario["state"], how: Comparison): Promise<string[]> => {
  const failures: string[] = [];
  for (const [name, fields] of Object.entries(state)) {
    const actual = await readState(stage, name);
    if (actual === null) {
      failures.push(`state: nothing is called "${name}"`);
      continue;
    }
    for (const [field, wanted] of Object.entries(fields)) {
      if (matches(wanted, actual[field], how)) continue;
      failures.push(
        `state of ${name}: ${field} is ${JSON.stringify(actual[field] ?? null)}, expected ${JSON.stringify(wanted)}`,
      );
    }
  }
  return failures;
};

const readState = async (stage: Stage, name: string): Promise<Record<string, unknown> | null> => {
  const found = stage.names.find(name);
  if (found === null) return null;
  return stage.engine.save(async (unit) => {
    const [record] = await readRecords(unit.tx, unit.object(found.object), [found.id]);
    if (record === undefined) return null;
    const state = Object.fromEntries(
      Object.entries(record.values).map(([key, each]) => [key, value(stage, each)]),
    );
    const lines = LINE_RELATIONS.get(found.object);
    if (lines === undefined) return state;
    const children = await readChildren(unit.tx, unit.object("line"), ["parent"], [found.id]);
    return {
      ...state,
      [lines]: children.map((line) => ({ ...line.values, product: value(stage, line.values["product"]) })),
    };
  });
};

const compareCounts = async ({ engine }: Stage, count: Scenario["count"]): Promise<string[]> => {
  const failures: string[] = [];
  for (const [object, wanted] of Object.entries(count)) {
    const actual = await engine.save(async (unit) => countRecords(unit.tx, unit.object(object).key));
    if (actual !== wanted) failures.push(`count of ${object}: ${actual}, expected ${wanted}`);
  }
  return failures;
};
