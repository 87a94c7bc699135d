import type { ReadRow } from "./read-row.ts";
import { wantRelated } from "./related/wanted.ts";

export interface Wave {
  readonly now: readonly ReadRow[];
  readonly later: readonly ReadRow[];
}

/**
 * Rows of one object may name each other (a company and its parent): who is named comes first. Rows that wait for
 * each other in a circle are written as they stand.
 */
export const nextWave = (rows: readonly ReadRow[], object: string): Wave => {
  const wants = (row: ReadRow) =>
    row.wants.flatMap(({ wanted }) => wanted).filter(({ match }) => match.object.key === object);
  const matches = new Map(
    rows.flatMap((row) => wants(row).map(({ match }) => [match.by.key, match] as const)),
  );
  if (matches.size === 0) return { now: rows, later: [] };
  const named = new Map<string, ReadRow>();
  for (const row of rows) {
    for (const [key, match] of matches) {
      const own = row.input[key];
      if (typeof own === "string") named.set(wantRelated(match, own).key, row);
    }
  }
  const waits = (row: ReadRow): boolean => wants(row).some(({ key }) => (named.get(key) ?? row) !== row);
  const later = rows.filter(waits);
  return later.length === rows.length
    ? { now: rows, later: [] }
    : { now: rows.filter((row) => !waits(row)), later };
};
