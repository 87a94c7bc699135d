import { nearest } from "@cadencia/core/nearest";
import type * as z from "zod";

import { noteOf } from "./notes.ts";
import { formatPath, type Path, type Problem, type ProblemCode } from "./problem.ts";
import { describeValue, listWords, quote } from "./quote.ts";
import { chosenOption, keysOf, type Place, placeAt, unwrap } from "./walk.ts";
import {
  MOST_CHOICES,
  notAChoice,
  predicate,
  suggestion,
  wrongFormat,
  wrongSize,
  wrongType,
} from "./wording.ts";

/** What was validated: zod's issues alone know neither the value nor the choices. */
export interface Subject {
  readonly schema: z.core.$ZodType;
  readonly input: unknown;
  /** What the whole is called in a message: "the scenario". */
  readonly root?: string;
  /** Path of the input inside a larger document, to stand before each problem's own. */
  readonly at?: Path;
}

/** The value that issues speak of: the whole, or what stands under one option of a union. */
interface Frame extends Place {
  readonly schema: z.core.$ZodType;
  readonly path: Path;
  readonly root: string;
  /** The union whose option this is. */
  readonly union?: z.core.$ZodType;
}

type Issue = z.core.$ZodIssue;

/** Turns zod's issues into problems: one for each mistake, explained by the branch that the author meant. */
export const problemsFromZod = (
  error: { readonly issues: readonly Issue[] },
  { schema, input, root = "the document", at = [] }: Subject,
): readonly Problem[] =>
  withoutEchoes(error.issues.flatMap((issue) => explain(issue, { schema, value: input, path: at, root })));

/** A mistyped key is one mistake, though the right key is missing too. */
const withoutEchoes = (problems: readonly Problem[]): readonly Problem[] => {
  const meant = new Set(
    problems.flatMap(({ code, path, nearest: word }) =>
      code === "unknown_key" && word !== undefined ? [formatPath([...path.slice(0, -1), word])] : [],
    ),
  );
  return problems.filter(({ code, path }) => code !== "missing_key" || !meant.has(formatPath(path)));
};

const explain = (issue: Issue, frame: Frame): readonly Problem[] => {
  const path = [...frame.path, ...(issue.path as Path)];
  const place = placeAt(frame, issue.path as Path);
  const where = nameOf(path, frame);
  const problem = (code: ProblemCode, message: string): readonly Problem[] => [{ code, path, message }];
  if (isMissing(issue.path as Path, frame)) return [missing(path, frame)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, keyOwner(issue, place, frame)));
    case "invalid_union":
      return explainUnion(issue, {
        ...frame,
        schema: place.schema ?? frame.schema,
        value: place.value,
        path,
      });
    case "invalid_type":
      return problem("wrong_type", wrongType(where, issue.expected, place));
    case "invalid_value":
      return [wrongChoice({ ...place, path, where }, issue.values.map(String))];
    case "invalid_format":
      return problem("bad_format", wrongFormat(where, place));
    case "invalid_key":
      return [wrongKey(issue.path as Path, frame)];
    case "too_small":
      return problem(place.value === "" ? "empty" : "too_few", wrongSize(where, issue, place.value));
    case "too_big":
      return problem("too_many", wrongSize(where, issue, place.value));
    case "custom": {
      const code = (issue.params?.["code"] as ProblemCode | undefined) ?? "invalid";
      return problem(code, predicate(where, place.value, issue.message));
    }
    default:
      return problem("invalid", `${where} is not valid: ${issue.message}`);
  }
};

const nameOf = (path: Path, frame: Pick<Frame, "root">): string =>
  path.length === 0 ? frame.root : formatPath(path);

const spelled = (problem: Problem, word: string | undefined): Problem =>
  word === undefined ? problem : { ...problem, nearest: word };

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMissing = (path: Path, frame: Frame): boolean => {
  const key = path.at(-1);
  if (typeof key !== "string") return false;
  const parent = placeAt(frame, path.slice(0, -1)).value;
  return isMapping(parent) && !Object.hasOwn(parent, key);
};

const missing = (path: Path, frame: Frame): Problem => ({
  code: "missing_key",
  path,
  message: `missing ${quote(path.at(-1))} in ${nameOf(path.slice(0, -1), frame)}`,
});

const wrongChoice = (
  { value, path, where }: Pick<Place, "value"> & { readonly path: Path; readonly where: string },
  choices: readonly string[],
): Problem => {
  const word = typeof value === "string" ? nearest(value, choices) : undefined;
  const message = notAChoice({ where, value, choices, word });
  return spelled({ code: "unknown_value", path, message }, word);
};

const wrongKey = (path: Path, frame: Frame): Problem => {
  const full = [...frame.path, ...path];
  const owner = placeAt(frame, path.slice(0, -1)).schema;
  const definition = owner && unwrap(owner)._zod.def;
  const { noun, write } = definition?.type === "record" ? noteOf(unwrap(definition.keyType)) : {};
  const where = nameOf(full.slice(0, -1), frame);
  const message = `${quote(path.at(-1))} in ${where} is not ${noun ?? "a valid key"}${write ? `; write ${write}` : ""}`;
  return { code: "bad_format", path: full, message };
};

/** What a key that nobody knows was written into. */
interface KeyOwner {
  readonly schema: z.core.$ZodType | undefined;
  readonly union: z.core.$ZodType | undefined;
  readonly value: unknown;
  readonly root: string;
}

/** Zod reports straight on a union when one option alone is at fault, and inside an option otherwise. */
const keyOwner = (issue: Issue, { schema, value }: Place, { union, root }: Frame): KeyOwner => {
  const keyed = schema && noteOf(unwrap(schema)).kinds !== undefined;
  if (keyed) return { schema, union: schema, value, root };
  return { schema, union: issue.path.length === 0 ? union : undefined, value, root };
};

/** Mistyped, or a key that belongs to another kind of trigger, wait or verb. */
const unknownKey = (key: string, above: Path, owner: KeyOwner): Problem => {
  const path = [...above, key];
  const where = nameOf(above, owner);
  const misplaced = misplacedKey(key, where, owner);
  if (misplaced) return { code: "misplaced_key", path, message: misplaced };
  const known = owner.schema ? keysOf(owner.schema, owner.value) : [];
  const word = nearest(key, known);
  const message = `unknown key ${quote(key)} in ${where}${suggestion(word, known)}`;
  return spelled({ code: "unknown_key", path, message }, word);
};

const misplacedKey = (key: string, where: string, { union, value }: KeyOwner): string | undefined => {
  if (!union) return undefined;
  const definition = unwrap(union)._zod.def;
  const { kinds = [] } = noteOf(unwrap(union));
  const kind = kinds[chosenOption(union, value)];
  if (definition.type !== "union" || kind === undefined) return undefined;
  if (kinds.includes(key))
    return `${where} has both ${quote(kind)} and ${quote(key)}; exactly one of them is allowed`;
  const owners = kinds.filter((_, at) => keysOf(definition.options[at] ?? union, undefined).includes(key));
  if (owners.length === 0 || owners.length > MOST_CHOICES) return undefined;
  return `${quote(key)} in ${where} is not allowed with ${quote(kind)}, only with ${listWords(owners.map(quote))}`;
};

/** Explains a union's failure by the option that was meant; never "invalid input". */
const explainUnion = (issue: z.core.$ZodIssueInvalidUnion, frame: Frame): readonly Problem[] => {
  if (issue.errors.length === 0) return [wrongTag(issue, frame)];
  const union = unwrap(frame.schema);
  const chosen = chosenOption(union, frame.value);
  const option = union._zod.def.type === "union" ? union._zod.def.options[chosen] : undefined;
  if (!option) return [noOption(frame)];
  return (issue.errors[chosen] ?? []).flatMap((inner) => explain(inner, { ...frame, schema: option, union }));
};

/** The tag of a discriminated union; its issue's path already ends in the tag. */
const wrongTag = (issue: z.core.$ZodIssueInvalidUnion, { value, path, root }: Frame): Problem => {
  const choices = ((issue as { options?: readonly unknown[] }).options ?? []).map(String);
  return wrongChoice({ value, path, where: nameOf(path, { root }) }, choices);
};

const noOption = (frame: Frame): Problem => {
  const { path, value } = frame;
  const where = nameOf(path, frame);
  const { noun = "something else", write, kinds } = noteOf(unwrap(frame.schema));
  if (!kinds || !isMapping(value)) {
    const message = `${where} must be ${noun}, not ${describeValue(value)}${write ? `; write ${write}` : ""}`;
    return { code: "wrong_type", path, message };
  }
  for (const key of Object.keys(value)) {
    const word = nearest(key, kinds);
    if (word === undefined) continue;
    const message = `unknown key ${quote(key)} in ${where}; did you mean ${quote(word)}?`;
    return { code: "unknown_key", path: [...path, key], message, nearest: word };
  }
  const choices = kinds.length <= MOST_CHOICES ? listWords(kinds.map(quote)) : "one of its kinds";
  return { code: "missing_kind", path, message: `${where} needs ${choices} to be ${noun}` };
};
