import type { SegmentInfo } from "../conditions/queries.ts";
import type { AutomationInfo } from "../automations/queries.ts";

/** Who rests on a segment, directly or by way of another one. */
export interface Users {
  readonly automations: readonly AutomationInfo[];
  readonly segments: readonly SegmentInfo[];
}

export const usersOf = (
  key: string,
  { automations, segments }: { automations: readonly AutomationInfo[]; segments: readonly SegmentInfo[] },
): Users => {
  const filters = new Map(segments.map((segment) => [segment.key, segment.filter]));
  return {
    automations: automations.filter(({ definition }) => reached(definition, filters).has(key)),
    segments: segments.filter((one) => one.key !== key && reached(one.filter, filters).has(key)),
  };
};

const reached = (part: unknown, filters: ReadonlyMap<string, unknown>): ReadonlySet<string> => {
  const found = new Set(namedIn(part));
  // A set is walked to its end, also over what is added on the way.
  for (const key of found) for (const inner of namedIn(filters.get(key))) found.add(inner);
  return found;
};

const namedIn = (part: unknown): readonly string[] => {
  if (typeof part !== "object" || part === null) return [];
  const own = "segment" in part && typeof part.segment === "string" ? [part.segment] : [];
  return [...own, ...Object.values(part).flatMap(namedIn)];
};
