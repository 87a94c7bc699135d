import { toMicroseconds } from "./microseconds.ts";

/**
 * A zone's offsets from UTC: `offsets[0]` seconds before `starts[0]`, `offsets[1]` from it on, and so forth.
 *
 * Both the predicate and SQL read the wall clock of a field from this one table, because the database's own zone
 * data may be of another year than ours. After 2200 the last offset stays.
 */
export interface ZoneOffsets {
  /** Microseconds since 1970, ascending. */
  readonly starts: readonly bigint[];
  readonly offsets: readonly number[];
}

const FIRST_YEAR = "1850-01-01T00:00:00Z";
const LAST_YEAR = 2200;
const tables = new Map<string, ZoneOffsets>();

export function zoneOffsets(timeZone: string): ZoneOffsets {
  const known = tables.get(timeZone);
  if (known) return known;
  const table = buildTable(timeZone);
  tables.set(timeZone, table);
  return table;
}

function buildTable(timeZone: string): ZoneOffsets {
  const starts: bigint[] = [];
  const first = Temporal.Instant.from(FIRST_YEAR).toZonedDateTimeISO(timeZone);
  const offsets = [secondsOf(first)];
  for (
    let change = first.getTimeZoneTransition("next");
    change !== null && change.year < LAST_YEAR;
    change = change.getTimeZoneTransition("next")
  ) {
    starts.push(toMicroseconds(change.toInstant()));
    offsets.push(secondsOf(change));
  }
  return Object.freeze({ starts: Object.freeze(starts), offsets: Object.freeze(offsets) });
}

const secondsOf = (moment: Temporal.ZonedDateTime): number => Math.round(moment.offsetNanoseconds / 1e9);

/** What the wall clock shows, as microseconds since 1970-01-01T00:00 on that wall. */
export function wallMicroseconds(microseconds: bigint, timeZone: string): bigint {
  const { starts, offsets } = zoneOffsets(timeZone);
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0n) <= microseconds) low = middle + 1;
    else high = middle;
  }
  return microseconds + BigInt(offsets[low] ?? 0) * 1_000_000n;
}
