/** The segments that a filter, a definition or anything else that holds filters names. */
export const segmentsIn = (value: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("segment" in part && typeof part.segment === "string") found.add(part.segment);
    for (const inner of Object.values(part)) walk(inner);
  };
  walk(value);
  return found;
};

/** The same with the segments that those segments name. */
export const segmentsReached = (
  value: unknown,
  segments: ReadonlyMap<string, { readonly filter: unknown }>,
): ReadonlySet<string> => {
  const reached = new Set(segmentsIn(value));
  // A set is walked to its end, also over what is added on the way.
  for (const key of reached) for (const inner of segmentsIn(segments.get(key)?.filter)) reached.add(inner);
  return reached;
};
