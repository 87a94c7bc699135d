import { occurrenceById, parseRule, zoneOr, type Occurrence, type Series } from "@cadencia/core/recurrence";
import type { Value } from "@cadencia/core/model";
import type { RecordNode } from "../../records/index.ts";

/** Fields of an event on which its occurrences rest, beside the dates themselves. */
export const SERIES_FIELDS = ["rrule", "exceptions", "timezone"] as const;

/** Whether a `date` trigger on this field has an occasion for each occurrence of a recurring event. */
export const followsSeries = (object: string, field: string): boolean =>
  object === "event" && (field === "start" || field === "end");

/** The series that an event is; null for one that does not recur, or whose rule cannot be read. */
export const seriesOf = (record: RecordNode, timeZone: string): Series | null => {
  if (record.object !== "event") return null;
  const [rrule, start] = [record.value("rrule"), record.value("start")];
  if (typeof rrule !== "string" || rrule === "" || typeof start !== "string") return null;
  try {
    return {
      rrule: parseRule(rrule),
      start: Temporal.Instant.from(start),
      timeZone: zoneOr(record.value("timezone"), timeZone),
      exceptions: record.value("exceptions"),
    };
  } catch {
    return null;
  }
};

/** When an occurrence ends; null where the event has no end. */
export const endOf = (
  record: RecordNode,
  series: Series,
  occurrence: Occurrence,
): Temporal.Instant | null => {
  const { end } = occurrence.changed;
  if (typeof end === "string") {
    const told = occurrenceById(
      { ...series, exceptions: [{ recurrence_id: occurrence.id, start: end }] },
      occurrence.id,
    );
    return told.start;
  }
  const last = record.value("end");
  if (typeof last !== "string") return null;
  return occurrence.start.add(series.start.until(Temporal.Instant.from(last)));
};

/** The event as that occurrence: its dates, and what its exception says otherwise. */
export const shownAs = (record: RecordNode, series: Series, occurrence: Occurrence): RecordNode => {
  const shown = record.shownWith({
    ...(occurrence.changed as Record<string, Value>),
    start: occurrence.start.toString(),
    end: endOf(record, series, occurrence)?.toString() ?? null,
  });
  return shown;
};
