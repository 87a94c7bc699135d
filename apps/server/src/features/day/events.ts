import { movedOccurrences, regularOccurrences, zoneOr, type Series } from "@cadencia/core/recurrence";
import type { EventRow } from "./events.repo.ts";

export interface Appointment extends Pick<
  EventRow,
  "id" | "title" | "location" | "allDay" | "record" | "recordObject"
> {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant | null;
}

/** So many occurrences of one event fall on one day at most. */
const MOST_A_DAY = 24;

/** The events as they happen between two instants, each occurrence of a series by itself, in order. */
export const happening = (
  rows: readonly EventRow[],
  span: { readonly from: Temporal.Instant; readonly to: Temporal.Instant; readonly zone: string },
): readonly Appointment[] =>
  rows
    .flatMap((row) => (row.rrule === null || row.rrule === "" ? [once(row)] : repeated(row, span)))
    .toSorted((left, right) => Temporal.Instant.compare(left.start, right.start));

const once = (row: EventRow): Appointment => at(row, Temporal.Instant.from(row.start));

const at = (row: EventRow, start: Temporal.Instant): Appointment => {
  const { id, title, location, allDay, record, recordObject } = row;
  const length =
    row.end === null ? null : Temporal.Instant.from(row.start).until(Temporal.Instant.from(row.end));
  const end = length === null ? null : start.add(length);
  return { id, title, location, allDay, record, recordObject, start, end };
};

const repeated = (
  row: EventRow,
  {
    from,
    to,
    zone,
  }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant; readonly zone: string },
): readonly Appointment[] => {
  const series: Series = {
    rrule: row.rrule ?? "",
    start: Temporal.Instant.from(row.start),
    timeZone: zoneOr(row.timezone, zone),
    exceptions: row.exceptions,
  };
  const isWithin = (start: Temporal.Instant): boolean =>
    Temporal.Instant.compare(start, from) >= 0 && Temporal.Instant.compare(start, to) < 0;
  const found: Appointment[] = [];
  try {
    for (const { start } of regularOccurrences(series, from)) {
      if (Temporal.Instant.compare(start, to) >= 0 || found.length >= MOST_A_DAY) break;
      if (isWithin(start)) found.push(at(row, start));
    }
    for (const { start } of movedOccurrences(series)) if (isWithin(start)) found.push(at(row, start));
  } catch {
    // A rule that cannot be read leaves the event as it is written.
    return isWithin(series.start) ? [once(row)] : [];
  }
  return found;
};
