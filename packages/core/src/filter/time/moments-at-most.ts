import { type BusinessCalendar, type Duration, startOfDay } from "../../schedule/index.ts";
import { dayOf, dayText } from "./day.ts";
import { daysAtMost, daysLeadingNear } from "./days-at-most.ts";
import { fromMicroseconds, toMicroseconds } from "./microseconds.ts";
import { type DayRange, joined, type MomentRange } from "./range.ts";
import { negative, shift } from "./shift.ts";

/**
 * The moments x with x + duration <= bound, as ranges.
 *
 * Mostly that is one half-line. But x + 1d is not monotone where the clock changes (a skipped hour moves 02:30
 * behind 03:15), nor is x + 1bd over a weekend (Saturday 20:00 and Sunday 08:00 both land on Tuesday, in reverse
 * order). SQL, the next flip and the sweep must agree with the predicate to the microsecond, so all of them take
 * their thresholds from here.
 */
export function momentsAtMost(bound: bigint, duration: Duration, calendar: BusinessCalendar): MomentRange[] {
  const limit = fromMicroseconds(bound);
  const back = shift(limit, negative(duration), calendar);
  if (back === null) return [];
  if (duration.unit === "m" || duration.unit === "h") return [{ from: null, to: toMicroseconds(back) }];

  const lands = (moment: bigint): boolean => landsAtMost(moment, limit, { duration, calendar });
  if (duration.unit === "bh") return [{ from: null, to: lastBusinessMoment(toMicroseconds(back), lands) }];

  const { timeZone } = calendar;
  const mapping = (date: string) => shift(startOfDay(date, timeZone), duration, calendar);
  const { low, high } = daysLeadingNear(mapping, limit, { near: dayOf(back, timeZone), timeZone });
  const ranges: MomentRange[] = [{ from: null, to: startOf(low + 1, timeZone) - 1n }];
  for (let day = low + 1; day < high; day++) {
    for (const piece of piecesOf(day, duration, calendar)) ranges.push(...heldPart(piece, lands));
  }
  return joined(ranges, (moment) => moment + 1n);
}

/** The days whose 00:00 plus the duration is at `bound` or before it. */
export function datesAtMost(bound: bigint, duration: Duration, calendar: BusinessCalendar): DayRange[] {
  const { timeZone } = calendar;
  const limit = fromMicroseconds(bound);
  const back = shift(limit, negative(duration), calendar);
  if (back === null) return [];
  const mapping = (date: string) => shift(startOfDay(date, timeZone), duration, calendar);
  return daysAtMost(mapping, limit, { near: dayOf(back, timeZone), timeZone });
}

const startOf = (day: number, timeZone: string): bigint => toMicroseconds(startOfDay(dayText(day), timeZone));

function landsAtMost(
  moment: bigint,
  limit: Temporal.Instant,
  { duration, calendar }: { readonly duration: Duration; readonly calendar: BusinessCalendar },
): boolean {
  const landed = shift(fromMicroseconds(moment), duration, calendar);
  return landed !== null && Temporal.Instant.compare(landed, limit) <= 0;
}

interface Piece {
  readonly first: bigint;
  readonly last: bigint;
}

/** The day cut where the sum may jump back: where its own clock or that of the day it leads to changes. */
function piecesOf(day: number, duration: Duration, calendar: BusinessCalendar): Piece[] {
  const { timeZone } = calendar;
  const [start, end] = [startOf(day, timeZone), startOf(day + 1, timeZone)];
  const cuts = new Set([start]);
  for (const change of changesBetween(start, end, timeZone)) cuts.add(toMicroseconds(change.toInstant()));

  const target = shift(fromMicroseconds(start), duration, calendar);
  for (const change of target ? changesAround(target, timeZone) : []) {
    const before = change.subtract({ nanoseconds: 1 }).toPlainTime().round("millisecond");
    for (const wall of [before, change.toPlainTime()]) {
      for (const moment of onDay(day, wall, timeZone)) if (moment > start && moment < end) cuts.add(moment);
    }
  }
  const firsts = [...cuts].toSorted((left, right) => (left < right ? -1 : 1));
  return firsts.map((first, index) => ({ first, last: (firsts[index + 1] ?? end) - 1n }));
}

function changesAround(moment: Temporal.Instant, timeZone: string): Temporal.ZonedDateTime[] {
  const hours = 48;
  return changesBetween(
    toMicroseconds(moment.subtract({ hours })),
    toMicroseconds(moment.add({ hours })),
    timeZone,
  );
}

/** The changes of a zone's clock in [from, to). */
export function changesBetween(from: bigint, to: bigint, timeZone: string): Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  const before = fromMicroseconds(from - 1n).toZonedDateTimeISO(timeZone);
  for (
    let change = before.getTimeZoneTransition("next");
    change !== null && toMicroseconds(change.toInstant()) < to;
    change = change.getTimeZoneTransition("next")
  ) {
    changes.push(change);
  }
  return changes;
}

function onDay(day: number, time: Temporal.PlainTime, timeZone: string): bigint[] {
  const wall = Temporal.PlainDate.from(dayText(day)).toPlainDateTime(time);
  return (["earlier", "later"] as const).map((disambiguation) =>
    toMicroseconds(wall.toZonedDateTime(timeZone, { disambiguation }).toInstant()),
  );
}

/** Within a piece later moments land later, so the part that holds is its beginning. */
function heldPart({ first, last }: Piece, lands: (moment: bigint) => boolean): MomentRange[] {
  if (!lands(first)) return [];
  if (lands(last)) return [{ from: first, to: last }];
  return [{ from: first, to: lastHolding(first, last, lands) }];
}

function lastHolding(holding: bigint, failing: bigint, lands: (moment: bigint) => boolean): bigint {
  let [low, high] = [holding, failing];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (lands(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const HOUR = 3_600_000_000n;

/** Business hours only ever run forwards, so one boundary is all there is. */
function lastBusinessMoment(near: bigint, lands: (moment: bigint) => boolean): bigint {
  let [low, high] = [near, near];
  for (let step = HOUR; !lands(low); step *= 2n) low -= step;
  for (let step = HOUR; lands(high); step *= 2n) high += step;
  return lastHolding(low, high, lands);
}
