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

/** What the sorted ranges leave out; `one` is the smallest step between two values. */
export function complement<T extends bigint | number>(ranges: readonly Range<T>[], one: T): Range<T>[] {
  const gaps: Range<T>[] = [];
  let from: T | null = null;
  for (const range of ranges) {
    if (range.from !== null) gaps.push({ from, to: minus(range.from, one) });
    if (range.to === null) return gaps;
    from = plus(range.to, one);
  }
  return [...gaps, { from, to: null }];
}

const plus = <T extends bigint | number>(left: T, right: T): T => ((left as number) + (right as number)) as T;
const minus = <T extends bigint | number>(left: T, right: T): T =>
  ((left as number) - (right as number)) as T;

/** The part of a range that does not lie before `from`. */
export function notBefore<T extends bigint | number>(range: Range<T>, from: T | null): Range<T>[] {
  if (from === null || (range.from !== null && range.from >= from)) return [range];
  return range.to !== null && range.to < from ? [] : [{ from, to: range.to }];
}
