import { momentToInstant } from "@cadencia/contracts/scenario";
import { canonicalDecimal } from "@cadencia/core/model";

/** What comparing needs to know of the file. */
export interface Comparison {
  readonly timeZone: string;
  /** The name of the file for an id, if it has one. */
  readonly nameOf: (id: string) => string | null;
  /** E-mail addresses of the users of the file, which may stand for them. */
  readonly addresses: ReadonlyMap<string, string>;
}

const REGEX = /^\/(.*)\/([a-z]*)$/s;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Whether a value is what the file expects: names for ids, a text between slashes is a regular expression. */
export const matches = (expected: unknown, actual: unknown, how: Comparison): boolean => {
  if (isEmpty(expected) && isEmpty(actual)) return true;
  if (expected === actual) return true;
  if (Array.isArray(expected)) return matchesList(expected, actual, how);
  if (typeof expected === "object" && expected !== null) return matchesObject(expected, actual, how);
  if (Array.isArray(actual) && actual.length === 1) return matches(expected, actual[0], how);
  if (typeof expected === "number") return typeof actual !== "object" && sameNumber(expected, actual);
  if (typeof expected !== "string") return false;
  return typeof actual === "string" || typeof actual === "number"
    ? matchesText(expected, String(actual), how)
    : false;
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const sameNumber = (expected: number, actual: unknown): boolean =>
  canonicalDecimal(expected) === canonicalDecimal(String(actual));

const matchesText = (expected: string, actual: string, how: Comparison): boolean => {
  const pattern = REGEX.exec(expected);
  if (pattern !== null)
    return new RegExp(pattern[1] ?? "", `${pattern[2] ?? ""}u`.replace("uu", "u")).test(actual);
  if (how.nameOf(actual) === expected || how.addresses.get(expected) === actual) return true;
  // A stage may be written without its pipeline.
  if (actual.endsWith(`/${expected}`) && !expected.includes("/")) return true;
  return MOMENT.test(expected) && MOMENT.test(actual) && sameSecond(expected, actual, how);
};

/** Instants are exact to the second; one without an offset is local to the workspace. */
export const sameSecond = (expected: string, actual: string, { timeZone }: Comparison): boolean => {
  const seconds = (text: string): number =>
    Math.floor(momentToInstant(text, timeZone).epochMilliseconds / 1000);
  return seconds(expected) === seconds(actual);
};

/** Lists compare whole. Product lines have an order; tags, users and other sets have none. */
const matchesList = (expected: readonly unknown[], actual: unknown, how: Comparison): boolean => {
  const given: readonly unknown[] = Array.isArray(actual) ? actual : isEmpty(actual) ? [] : [actual];
  if (given.length !== expected.length) return false;
  const isOrdered = given.some((each) => typeof each === "object" && each !== null);
  if (isOrdered) return expected.every((each, index) => matches(each, given[index], how));
  const left = [...given];
  return expected.every((each) => {
    const index = left.findIndex((candidate) => matches(each, candidate, how));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
};

/** Of an object only the keys that the file gives are compared. */
const matchesObject = (expected: object, actual: unknown, how: Comparison): boolean => {
  if (typeof actual !== "object" || actual === null || Array.isArray(actual)) return false;
  return Object.entries(expected).every(([key, each]) =>
    matches(each, (actual as Record<string, unknown>)[key], how),
  );
};

/** The pair [from, to] of an update keeps its order. */
export const matchesPair = (expected: unknown, actual: unknown, how: Comparison): boolean =>
  Array.isArray(expected) &&
  Array.isArray(actual) &&
  matches(expected[0], actual[0], how) &&
  matches(expected[1], actual[1], how);
