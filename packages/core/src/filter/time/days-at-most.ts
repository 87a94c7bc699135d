import { dayNumber, dayOf, dayText } from "./day.ts";
import { type DayRange, joined } from "./range.ts";

/** What a day leads to (its start plus three days, say); null when it leads nowhere. */
export type DayMapping = (date: string) => Temporal.Instant | null;

/** A mapping hardly ever leads further off than this from where it was expected; then something else is wrong. */
const WALK_LIMIT = 4_000;

/**
 * The days that a mapping leads to `bound` or before it, as ranges.
 *
 * A later day leads to the same day or a later one, so only those that lead near the bound's own day need a look;
 * among these the order may be upset by month ends, closed days and skipped hours.
 */
export function daysAtMost(
  mapping: DayMapping,
  bound: Temporal.Instant,
  { near, timeZone }: { readonly near: string; readonly timeZone: string },
): DayRange[] {
  const { low, high } = daysLeadingNear(mapping, bound, { near, timeZone });
  const ranges: DayRange[] = [{ from: null, to: low }];
  for (let day = low + 1; day < high; day++) {
    const reached = mapping(dayText(day));
    if (reached && Temporal.Instant.compare(reached, bound) <= 0) ranges.push({ from: day, to: day });
  }
  return joined(ranges, (day) => day + 1);
}

/** The last day that surely leads before the bound, and the first that surely leads after it. */
export function daysLeadingNear(
  mapping: DayMapping,
  bound: Temporal.Instant,
  { near, timeZone }: { readonly near: string; readonly timeZone: string },
): { low: number; high: number } {
  const target = dayNumber(dayOf(bound, timeZone));
  const reached = (day: number): number | null => {
    const instant = mapping(dayText(day));
    return instant && dayNumber(dayOf(instant, timeZone));
  };
  let low = dayNumber(near);
  for (let steps = 0; steps < WALK_LIMIT && (reached(low) ?? target) > target - 2; steps++) low--;
  let high = dayNumber(near);
  for (let steps = 0; steps < WALK_LIMIT && (reached(high) ?? Infinity) < target + 2; steps++) high++;
  return { low, high };
}
