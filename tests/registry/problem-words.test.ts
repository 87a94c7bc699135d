import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { API_ERROR_CODES } from "@cadencia/contracts/api";
import { FIELD_TYPES } from "@cadencia/core/model";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const SOURCES = ["apps/server/src/**/*.ts", "packages/core/src/**/*.ts", "packages/contracts/src/**/*.ts"];

/** How a problem is made, and how the unions of codes are written. */
const MADE = [/\bcode: "([a-z_]+)"/gu, /\b(?:problem|refuse)\((?:"[^"]*", )?"([a-z_]+)"/gu];
const UNIONS = ["packages/contracts/src/problems/problem.ts", "packages/core/src/filter/problem.ts"];
const MEMBER = /^\s+(?:\| )?"([a-z_]+)"/gmu;

/** Of the API's own, which are told as a whole and not beside a field. */
const WHOLE = new Set<string>([...API_ERROR_CODES, "unauthenticated", "gone", "automation_inactive"]);

const codesIn = (path: string, pattern: RegExp): string[] =>
  [...readFileSync(resolve(ROOT, path), "utf8").matchAll(pattern)].map(([, code]) => code ?? "");

const fieldCodes = (): string[] => {
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(
    (path) => !path.endsWith(".test.ts") && !path.includes("/testing"),
  );
  const made = files.flatMap((path) => MADE.flatMap((pattern) => codesIn(path, pattern)));
  const listed = UNIONS.flatMap((path) => codesIn(path, MEMBER));
  return [...new Set([...made, ...listed])].filter((code) => !WHOLE.has(code)).toSorted();
};

interface Words {
  readonly field: object;
  readonly api: object;
  readonly expected: object;
}

describe.each(["en", "es", "ro"])("in %s", (language) => {
  const file = resolve(ROOT, `apps/web/src/locales/${language}/problems.json`);
  const problems = JSON.parse(readFileSync(file, "utf8")) as Words;

  it("every code that the server gives beside a field has words", () => {
    const codes = fieldCodes();
    expect(codes).toContain("wrong_value");
    expect(codes.filter((code) => !(code in problems.field))).toEqual([]);
  });

  it("every code of an answer has words", () => {
    expect(API_ERROR_CODES.filter((code) => !(code in problems.api))).toEqual([]);
  });

  it("every type of field says what belongs there", () => {
    expect(FIELD_TYPES.filter((type) => !(type in problems.expected))).toEqual([]);
  });
});
