import type { Explanation } from "@cadencia/core/filter";
import * as z from "zod";

const value = z.unknown();
const children = () => z.lazy(() => z.array(explanationSchema));

/**
 * Why a filter holds for a record or does not, condition by condition: a tree that mirrors the filter, with the
 * values that were seen.
 */
export const explanationSchema = z.looseObject({
  kind: z.enum(["all", "any", "not", "segment", "condition", "some", "none", "count", "record"]),
  holds: z.boolean(),
  field: z.exactOptional(z.string()),
  operator: z.exactOptional(z.string()),
  /** The value of the condition as written. */
  expected: z.exactOptional(value),
  /** The value seen; of a quantifier, how many related records satisfy it. */
  actual: z.exactOptional(value),
  /** The value before the save. */
  before: z.exactOptional(value),
  segment: z.exactOptional(z.string()),
  relation: z.exactOptional(z.string()),
  total: z.exactOptional(z.int()),
  id: z.exactOptional(z.string()),
  get children(): z.ZodExactOptional<ReturnType<typeof children>> {
    return z.exactOptional(children());
  },
  // The core's type tells the kinds apart; the document need not.
}) as unknown as z.ZodType<Explanation>;
