import * as z from "zod";
import { name } from "../formats/index.ts";
import { annotate, keyedUnion } from "../problems/index.ts";

/**
 * A filter as it is written: `[field, operator, value]`, a list of those, or a group. Only its outline is checked
 * here; the language itself has its own parser in core/filter.
 */
export type Filter = readonly unknown[] | { readonly [key: string]: unknown };

const inner = z.unknown();
const members = z.array(inner).min(1);
const relation = z.string().min(1);

/** The outermost group of a filter, by its key. */
export const GROUPS = {
  all: z.strictObject({ all: members }),
  any: z.strictObject({ any: members }),
  not: z.strictObject({ not: inner }),
  some: z.strictObject({ some: relation, where: z.exactOptional(inner) }),
  none: z.strictObject({ none: relation, where: z.exactOptional(inner) }),
  count: z.strictObject({ count: relation, where: z.exactOptional(inner), is: z.array(inner).length(2) }),
  segment: z.strictObject({ segment: name }),
};

const NOTE = {
  noun: "a filter",
  write: "[field, operator, value], {all: […]}, {any: […]} or {not: …}",
};

export const filterList = z.array(inner).min(1);

export const filter: z.ZodType<Filter> = annotate(
  z.union([filterList, keyedUnion("a filter", GROUPS)]),
  NOTE,
);
