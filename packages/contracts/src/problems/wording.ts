import type * as z from "zod";
import { noteOf } from "./notes.ts";
import { describeValue, listWords, quote } from "./quote.ts";
import { chosenOption, type Place, unwrap } from "./walk.ts";

/** Lists longer than this help nobody in one line. */
export const MOST_CHOICES = 12;

const NOUNS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
  tuple: "a list",
  null: "empty",
};

const noteAt = (place: Place) => (place.schema ? noteOf(unwrap(place.schema)) : {});

/** Inside a union the option that was meant knows best how it is written. */
const formatAt = ({ schema, value }: Place) => {
  if (!schema) return {};
  const { def } = unwrap(schema)._zod;
  if (def.type !== "union") return noteAt({ schema, value });
  return noteAt({ schema: def.options[chosenOption(schema, value)], value });
};

/** `"25:61" at window.from is …` for a plain value; `window has …` for a composite one. */
export const predicate = (where: string, value: unknown, message: string): string =>
  typeof value === "object" || value === undefined
    ? `${where} ${message}`
    : `${quote(value)} at ${where} ${message}`;

export const wrongType = (where: string, expected: string, place: Place): string => {
  const noun = noteAt(place).noun ?? NOUNS[expected] ?? expected;
  const unquoted = expected === "string" && ["number", "boolean"].includes(typeof place.value);
  return `${where} must be ${noun}, not ${describeValue(place.value)}${unquoted ? "; put it in quotes" : ""}`;
};

export const wrongFormat = (where: string, place: Place): string => {
  const { noun, write } = formatAt(place);
  const hint = write ? `; write ${write}` : "";
  return predicate(where, place.value, `is not ${noun ?? "in the form expected"}${hint}`);
};

export const wrongSize = (
  where: string,
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  value: unknown,
): string => {
  const [bound, limit] =
    issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum];
  if (issue.origin === "string")
    return issue.code === "too_small"
      ? `${where} must not be empty`
      : `${where} must have at most ${issue.maximum} characters`;
  if (issue.origin !== "array") return `${where} must be ${bound} ${limit}, not ${quote(value)}`;
  return `${where} needs ${issue.exact ? "exactly" : bound} ${limit} ${Number(limit) === 1 ? "entry" : "entries"}`;
};

export const suggestion = (word: string | undefined, choices: readonly string[]): string => {
  if (word !== undefined) return `; did you mean ${quote(word)}?`;
  return choices.length > 0 && choices.length <= MOST_CHOICES ? `; use ${listWords(choices)}` : "";
};

interface BadChoice {
  readonly where: string;
  readonly value: unknown;
  readonly choices: readonly string[];
  /** The choice that was probably meant. */
  readonly word: string | undefined;
}

export const notAChoice = ({ where, value, choices, word }: BadChoice): string => {
  if (choices.length === 1) return `${where} must be ${choices[0]}, not ${describeValue(value)}`;
  const listed = word !== undefined && choices.length <= MOST_CHOICES ? ` (${listWords(choices)})` : "";
  return `${quote(value)} at ${where} is not one of the choices${listed}${suggestion(word, choices)}`;
};
