import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../../platform/errors/index.ts";
import { invalid } from "../../../platform/errors/index.ts";
import { LINE_RELATIONS } from "../../objects/index.ts";

/** `title,amount` as the set of those fields; null where nobody narrows them. */
export const parseFields = (object: ObjectType, text: string | undefined): ReadonlySet<string> | null => {
  if (text === undefined) return null;
  const known = new Set(["id", "object", "version", ...object.fields.keys()]);
  const lines = LINE_RELATIONS.get(object.key);
  if (lines !== undefined && object.reverse.has(lines)) known.add(lines);
  const wanted = text.split(",").map((key) => key.trim());
  const problems = wanted.flatMap((key) =>
    known.has(key) ? [] : [unknownField(object, key, { at: "fields", known })],
  );
  if (problems.length > 0) throw invalid(problems);
  return new Set(wanted);
};

export const unknownField = (
  object: ObjectType,
  key: string,
  { at, known }: { readonly at: string; readonly known: ReadonlySet<string> },
): FieldProblem => {
  const hint = didYouMean(key, known);
  return { field: at, code: "unknown_field", message: `${object.key} has no field ${asWritten(key)}${hint}` };
};
