/**
 * A zone's clock: from an instant (epoch milliseconds) to the wall and back.
 *
 * The spans between two changes of the clock are asked of Temporal once and remembered: a conversion then costs
 * a few comparisons. Remembering changes no answer, so the module is as pure as the zone database.
 */
import { DAY } from "./civil.ts";

/** Epoch milliseconds [from, until) during which the zone's offset from UTC stays the same. */
interface Span {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

const spansByZone = new Map<string, Span[]>();

/** What the wall clock shows at that instant. */
export const wallAt = (timeZone: string, epoch: number): number => epoch + offsetAt(timeZone, epoch);

/**
 * The instant at which the wall clock shows that time. A time that the zone skips moves forward by the gap; one
 * that occurs twice means the first. Both come to the same: count with the offset from before the change.
 */
export function epochAt(timeZone: string, wall: number): number {
  const before = offsetAt(timeZone, wall - DAY);
  const epoch = wall - before;
  if (offsetAt(timeZone, epoch) === before) return epoch;

  const after = offsetAt(timeZone, wall + DAY);
  const later = wall - after;
  return offsetAt(timeZone, later) === after ? later : epoch;
}

function offsetAt(timeZone: string, epoch: number): number {
  const spans = spansByZone.get(timeZone) ?? [];
  for (const span of spans) if (span.from <= epoch && epoch < span.until) return span.offset;

  const span = findSpan(timeZone, epoch);
  spans.push(span);
  spansByZone.set(timeZone, spans);
  return span.offset;
}

function findSpan(timeZone: string, epoch: number): Span {
  const moment = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(timeZone);
  // "previous" means strictly before, and a change at this very instant begins the span.
  const previous = moment.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const next = moment.getTimeZoneTransition("next");
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: next?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1e6,
  };
}

/** The instant so many milliseconds of elapsed time on, its microseconds kept. */
export function elapse(instant: Temporal.Instant, milliseconds: number): Temporal.Instant {
  if (milliseconds === 0) return instant;
  if (instant.epochNanoseconds % 1_000_000n !== 0n) return instant.add({ milliseconds });
  return Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds + milliseconds);
}
