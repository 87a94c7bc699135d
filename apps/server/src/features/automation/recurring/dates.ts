import {
  occurrenceById,
  movedOccurrences,
  regularOccurrences,
  type Occurrence,
  type Series,
} from "@cadencia/core/recurrence";
import { addDuration, moment } from "@cadencia/core/schedule";
import type { RecordNode } from "../../records/index.ts";
import { dateMoment, dateOccasion } from "../arm.ts";
import type { AutomationContext } from "../context.ts";
import type { CompiledTrigger, Rule } from "../rule.ts";
import { endOf, followsSeries, seriesOf, shownAs } from "./series.ts";

type DateTrigger = Extract<CompiledTrigger, { readonly kind: "date" }>;

/** A moment of a `date` trigger, and the record as it is shown to the run that it starts. */
export interface Dated {
  readonly at: Temporal.Instant;
  readonly occasion: string;
  readonly record: RecordNode;
}

/** Where a date has a moment for each occurrence of its event. */
interface Recurring {
  readonly context: AutomationContext;
  readonly trigger: DateTrigger;
  readonly record: RecordNode;
  readonly series: Series;
}

/** The first moment after an instant; of occurrences whose moments fall together the first. */
export const nextDate = (
  context: AutomationContext,
  rule: Rule,
  { record, after }: { record: RecordNode; after: Temporal.Instant },
): Dated | null => {
  const recurring = recurringOf(context, rule, record);
  if (recurring === null)
    return single(context, { rule, record }, (at) => Temporal.Instant.compare(at, after) > 0);
  const { series } = recurring;
  const later = ({ at }: Timed): boolean => Temporal.Instant.compare(at, after) > 0;
  const moved = movedOccurrences(series).map(timed(recurring)).filter(later);
  const regular = regularOccurrences(series, startsBefore(recurring, after))
    .map(timed(recurring))
    .find(later);
  const first = [...moved, ...(regular === undefined ? [] : [regular])].toSorted(byMoment)[0];
  return first === undefined ? null : toDated(recurring, first);
};

/** The last moment up to an instant, that included. */
export const lastDate = (
  context: AutomationContext,
  rule: Rule,
  { record, upTo }: { record: RecordNode; upTo: Temporal.Instant },
): Dated | null => {
  const recurring = recurringOf(context, rule, record);
  if (recurring === null)
    return single(context, { rule, record }, (at) => Temporal.Instant.compare(at, upTo) <= 0);
  const passed = ({ at }: Timed): boolean => Temporal.Instant.compare(at, upTo) <= 0;
  const moved = movedOccurrences(recurring.series).map(timed(recurring)).filter(passed);
  const regular = lastRegular(recurring, { upTo, passed });
  const last = [...moved, ...(regular === null ? [] : [regular])].toSorted(byMoment).at(-1);
  return last === undefined ? null : toDated(recurring, last);
};

/**
 * What a person means who asks for it now: the moment that is due and has not fired yet, else the one to come, else the
 * last one.
 */
export const dateAsked = (
  context: AutomationContext,
  rule: Rule,
  { record, due }: { readonly record: RecordNode; readonly due: Temporal.Instant | null },
): Dated | null => {
  const { now } = context.unit.tx;
  const after = due?.subtract({ nanoseconds: 1 }) ?? now;
  return nextDate(context, rule, { record, after }) ?? lastDate(context, rule, { record, upTo: now });
};

/** The record as its run sees it: of a recurring event the occurrence that the run was started for. */
export const asOccasion = (
  { unit }: AutomationContext,
  record: RecordNode,
  occasion: string | null,
): RecordNode => {
  const id = occasion === null ? undefined : OCCURRENCE.exec(occasion)?.[1];
  const series = id === undefined ? null : seriesOf(record, unit.catalog.settings.timeZone);
  return id === undefined || series === null ? record : shownAs(record, series, occurrenceById(series, id));
};

/** The same for records by id, each in the hands of one step at most. */
export const asOccasions = (
  context: AutomationContext,
  nodes: ReadonlyMap<string, RecordNode>,
  steps: readonly { readonly record: string | null; readonly occasion: string | null }[],
): ReadonlyMap<string, RecordNode> => {
  const shown = new Map(nodes);
  for (const { record, occasion } of steps) {
    const node = nodes.get(record ?? "");
    if (node !== undefined) shown.set(node.id, asOccasion(context, node, occasion));
  }
  return shown;
};

const OCCURRENCE = /^date:[^/]+\/([^#]+)/;

/** A further occasion at the same moment, and of the same occurrence. */
export const anotherOf = (occasion: string, name: string): string => `${occasion}#${name}`;

/** Whether the moments of the record are those of a series. */
export const recurs = (context: AutomationContext, rule: Rule, record: RecordNode): boolean =>
  recurringOf(context, rule, record) !== null;

const recurringOf = (
  context: AutomationContext,
  { trigger, object }: Rule,
  record: RecordNode,
): Recurring | null => {
  if (trigger.kind !== "date" || !followsSeries(object, trigger.field)) return null;
  const series = seriesOf(record, context.unit.catalog.settings.timeZone);
  return series === null ? null : { context, trigger, record, series };
};

const single = (
  context: AutomationContext,
  { rule, record }: { rule: Rule; record: RecordNode },
  fits: (at: Temporal.Instant) => boolean,
): Dated | null => {
  const at = dateMoment(context, rule, record);
  return at === null || !fits(at) ? null : { at, occasion: dateOccasion(at), record };
};

interface Timed {
  readonly at: Temporal.Instant;
  readonly occurrence: Occurrence;
}

const timed =
  ({ context, trigger, record, series }: Recurring): ((occurrence: Occurrence) => Timed) =>
  (occurrence) => {
    const end = trigger.field === "end" ? endOf(record, series, occurrence) : null;
    const value = end ?? occurrence.start;
    return {
      occurrence,
      at: moment({ value, offset: trigger.offset, at: trigger.at }, context.unit.catalog.calendar),
    };
  };

const byMoment = (left: Timed, right: Timed): number =>
  Temporal.Instant.compare(left.at, right.at) || (left.occurrence.id < right.occurrence.id ? -1 : 1);

/**
 * The first occurrence bears the name that it had before the event recurred: it does not fire again. Every other
 * bears its RECURRENCE-ID too.
 */
const toDated = ({ record, series }: Recurring, { at, occurrence }: Timed): Dated => {
  const isFirst = occurrence.start.equals(series.start);
  return {
    at,
    occasion: isFirst ? dateOccasion(at) : `${dateOccasion(at)}/${occurrence.id}`,
    record: isFirst ? record : shownAs(record, series, occurrence),
  };
};

/** Days by which clamped month ends, closed days and hours of the day move a moment at most. */
const MARGIN_DAYS = { bd: 21, bh: 21, mo: 5, y: 5, w: 2, d: 2, h: 1, m: 1 } as const;

/** An instant before which no occurrence begins that has its moment after this one. */
const startsBefore = (
  { context, trigger, record, series }: Recurring,
  instant: Temporal.Instant,
): Temporal.Instant => {
  const { offset } = trigger;
  const back =
    offset === null
      ? instant
      : addDuration(instant, { ...offset, amount: -offset.amount }, context.unit.catalog.calendar);
  // Only days, and hours of the day, move a moment by other than the very offset.
  const isExact = trigger.at === null && (offset === null || offset.unit === "m" || offset.unit === "h");
  const margin = { hours: isExact ? 0 : 24 * (offset === null ? 2 : MARGIN_DAYS[offset.unit]) };
  const end = trigger.field === "end" ? record.value("end") : null;
  const length = typeof end === "string" ? series.start.until(Temporal.Instant.from(end)) : null;
  const from = back.subtract(margin);
  return length === null || length.sign < 0 ? from : from.subtract(length);
};

/** How far back the last one is looked for, in hours: most series have one within days. */
const LOOKS_BACK = [0, 48, 24 * 40, 24 * 400, 24 * 4000] as const;

const lastRegular = (
  recurring: Recurring,
  { upTo, passed }: { upTo: Temporal.Instant; passed: (each: Timed) => boolean },
): Timed | null => {
  const { series } = recurring;
  const nearest = startsBefore(recurring, upTo);
  const froms = [...LOOKS_BACK.map((hours) => nearest.subtract({ hours })), series.start];
  for (const from of froms) {
    let last: Timed | null = null;
    for (const occurrence of regularOccurrences(series, from)) {
      const each = timed(recurring)(occurrence);
      if (!passed(each)) break;
      last = each;
    }
    if (last !== null) return last;
    if (Temporal.Instant.compare(from, series.start) <= 0) return null;
  }
  return null;
};
