import * as z from "zod";
import { describeAction, type Flaw } from "./description.ts";

/** Words of `with` that are no fields. */
export const SET_WORDS = ["clear", "add", "remove", "increment"] as const;

const isMapping = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isFieldList = (value: unknown): boolean =>
  typeof value === "string" || (Array.isArray(value) && value.every((entry) => typeof entry === "string"));

const shapeFlaws = (parameters: Readonly<Record<string, unknown>>): readonly Flaw[] =>
  SET_WORDS.flatMap((word): readonly Flaw[] => {
    if (!Object.hasOwn(parameters, word)) return [];
    if (word === "clear")
      return isFieldList(parameters[word])
        ? []
        : [{ code: "wrong_type", path: [word], message: 'needs a list of fields in "clear"' }];
    return isMapping(parameters[word])
      ? []
      : [{ code: "wrong_type", path: [word], message: `needs a mapping from fields to values in "${word}"` }];
  });

/** Fields and values: a literal, a text with merge fields, `{for}`, `{field, offset, at}`; and the reserved words. */
export const set = describeAction({
  name: "set",
  parameters: z.record(z.string(), z.unknown()),
  flawsOf: (parameters) =>
    Object.keys(parameters).length === 0
      ? [{ code: "too_few", path: [], message: "needs at least one field to set" }]
      : shapeFlaws(parameters),
});
