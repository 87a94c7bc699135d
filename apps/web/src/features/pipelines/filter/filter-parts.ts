/** The conditions that all must hold; one filter where it is no such list. */
export const partsOf = (filter: unknown): readonly unknown[] => {
  if (Array.isArray(filter) && typeof filter[0] !== "string") return filter;
  if (typeof filter === "object" && filter !== null && "all" in filter && Array.isArray(filter.all))
    return filter.all;
  return [filter];
};

/** The filter without one of its conditions; null where none is left. */
export const without = (filter: unknown, index: number): unknown => {
  const left = partsOf(filter).filter((_, at) => at !== index);
  if (left.length === 0) return null;
  return left.length === 1 ? left[0] : { all: left };
};
