import type { JudgingPayload } from "@cadencia/contracts/api";
import type { Place } from "../rows/write-rows.ts";

export type Problem = JudgingPayload["problems"][number];

/** What is wrong, by the row that it is wrong in: the innermost one that the problem's path leads through. */
export const problemsByRow = (
  place: Place | null,
  problems: readonly Problem[],
): ReadonlyMap<string, Problem> => {
  const byRow = new Map<string, Problem>();
  if (place === null) return byRow;
  for (const problem of problems) {
    const { id } = innermost(place, problem.path).row;
    if (!byRow.has(id)) byRow.set(id, problem);
  }
  return byRow;
};

const innermost = (place: Place, path: Problem["path"]): Place => {
  const inner = place.within.find((one) => one.path.every((key, index) => path[index] === key));
  return inner === undefined ? place : innermost(inner, path);
};
