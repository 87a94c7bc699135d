import type { StepCounts, StepStanding } from "@cadencia/contracts/api";

type Row = StepCounts["steps"][number];

/** How many steps stand how, of those that the test lets through. */
export const tallyOf = (rows: readonly Row[]): ReadonlyMap<StepStanding, number> => {
  const tally = new Map<StepStanding, number>();
  for (const { standing, count } of rows) tally.set(standing, (tally.get(standing) ?? 0) + count);
  return tally;
};

export interface ReasonCount {
  readonly reason: string | null;
  readonly count: number;
}

/** Reasons with how often they came up, the most frequent first. */
export const reasonsOf = (rows: readonly Row[]): readonly ReasonCount[] => {
  const counts = new Map<string | null, number>();
  for (const { reason, count } of rows) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((left, right) => right.count - left.count);
};

export const total = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);
