import * as z from "zod";
import { clock, duration, name, offset } from "../../formats/index.ts";
import { annotate, keyedUnion } from "../../problems/index.ts";
import type { Flaw } from "./description.ts";

/** Recipients or people: `customer`, `owner`, `user:ana`, `field:x`, an address … one or several. */
export const people = annotate(z.union([z.string(), z.array(z.string())]), {
  noun: "a text or a list of texts",
});

/** A template's key, or two of them under test. */
export const template = annotate(z.union([name, z.strictObject({ a: name, b: name })]), {
  noun: "the key of a template or {a: …, b: …}",
});

/** When something falls due: after a duration from now, or at a date of the record. */
export const due = annotate(
  z.union([
    duration,
    keyedUnion("{for, at} or {field, offset, at}", {
      field: z.strictObject({
        field: z.string().min(1),
        offset: z.exactOptional(offset),
        at: z.exactOptional(clock),
      }),
      for: z.strictObject({ for: duration, at: z.exactOptional(clock) }),
    }),
  ]),
  { noun: "a duration, {for, at} or {field, offset, at}" },
);

export type Due = z.infer<typeof due>;
export type TemplateChoice = z.infer<typeof template>;
export type People = z.infer<typeof people>;

interface Content {
  readonly template?: unknown;
}

/** A message is made from a template or from texts of its own: one of them, never both. */
export const contentFlaws = (
  parameters: Content & { readonly [key: string]: unknown },
  own: readonly string[],
): readonly Flaw[] => {
  const given = own.filter((part) => parameters[part] !== undefined);
  const words = own.join(", ");
  if (parameters.template === undefined && given.length === 0)
    return [{ code: "missing_key", path: [], message: `needs a template or a text of its own (${words})` }];
  if (parameters.template !== undefined && given.length > 0)
    return [
      {
        code: "contradiction",
        path: [given[0] ?? ""],
        message: `has both a template and ${given.join(", ")}; give one or the other`,
      },
    ];
  return [];
};
