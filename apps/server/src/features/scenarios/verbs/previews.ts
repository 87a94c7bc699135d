import type { Preview } from "@cadencia/contracts/scenario";
import { comparisonOf } from "../check.ts";
import { matches } from "../compare.ts";
import type { Stage } from "../run.ts";

/** What a file says of a preview and the preview does not. Only what the file names is compared. */
export const comparePreview = (
  stage: Stage,
  expected: Preview,
  actual: Readonly<Record<string, number | string | null>>,
): readonly string[] =>
  Object.entries(expected).flatMap(([part, wanted]) => {
    const given = actual[part] ?? null;
    if (matches(wanted, given, comparisonOf(stage))) return [];
    return [`preview: ${part} is ${JSON.stringify(given)}, expected ${JSON.stringify(wanted)}`];
  });
