import * as z from "zod";
import { annotate, problemsFromZod, type Problem } from "@cadencia/contracts/problems";

const column = annotate(z.union([z.string().min(1), z.number().transform(String)]), {
  noun: "the name of a column",
});

const rule = z.strictObject({
  column,
  /** How days and times are written: M/d/yyyy. */
  format: z.exactOptional(z.string().min(1)),
  decimal: z.exactOptional(z.enum([".", ","])),
  /** Finds the related record by this field: company.name, or name alone. */
  match: z.exactOptional(z.string().min(1)),
  /** Makes the related record where there is none. */
  create: z.exactOptional(z.boolean()),
  /** Translates what stands in the column. */
  values: z.exactOptional(z.record(z.string(), z.unknown())),
});

const written = annotate(
  z.record(z.string(), annotate(z.union([column, rule]), { noun: "the name of a column or {column: …}" })),
  { noun: "a map from fields to columns" },
);

export type ColumnRule = z.infer<typeof rule>;

export type WrittenMap =
  | { readonly ok: true; readonly rules: ReadonlyMap<string, ColumnRule> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Judges the shape of a map; `title: opportunity_id` is short for `title: {column: opportunity_id}`. */
export const readMap = (input: unknown): WrittenMap => {
  const parsed = written.safeParse(input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: problemsFromZod(parsed.error, { schema: written, input, root: "the map" }),
    };
  }
  const entries = Object.entries(parsed.data);
  const rules = entries.map(
    ([field, value]) => [field, typeof value === "string" ? { column: value } : value] as const,
  );
  return { ok: true, rules: new Map(rules) };
};
