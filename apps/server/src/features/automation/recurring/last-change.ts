import type { AutomationContext } from "../context.ts";
import { lastChangeOfAny } from "../search.repo.ts";
import { SERIES_FIELDS } from "./series.ts";

/** When anything was last changed on which the occurrences of these events rest, by the journal. */
export const seriesChangedAt = async (
  { unit }: AutomationContext,
  records: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> => {
  if (records.length === 0) return new Map();
  const changes = await lastChangeOfAny(unit, ["start", "end", ...SERIES_FIELDS], records);
  return new Map([...changes].map(([record, at]) => [record, Temporal.Instant.from(at)]));
};

export const later = (left: Temporal.Instant, right: Temporal.Instant | undefined): Temporal.Instant =>
  right !== undefined && Temporal.Instant.compare(right, left) > 0 ? right : left;
