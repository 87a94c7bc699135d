/** A stretch of moments (microseconds) or days (numbers), both ends in; null is open. */
export interface Range<T extends bigint | number> {
  readonly from: T | null;
  readonly to: T | null;
}

export type MomentRange = Range<bigint>;
export type DayRange = Range<number>;

/** Joins sorted ranges that touch. */
export function joined<T extends bigint | number>(
  ranges: readonly Range<T>[],
  next: (value: T) => T,
): Range<T>[] {
  const result: Range<T>[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    const touches =
      last !== undefined && (last.to === null || (range.from !== null && next(last.to) >= range.from));
    if (last && touches) result[result.length - 1] = { from: last.from, to: range.to };
    else result.push(range);
  }
  return result;
}
