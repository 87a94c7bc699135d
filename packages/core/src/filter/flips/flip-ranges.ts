import type { BusinessCalendar, Duration } from "../../schedule/index.ts";
import type { FieldType } from "../../model/index.ts";
import type { ConditionNode, Filter } from "../nodes/index.ts";
import type { RelationStep } from "../relation-step.ts";
import type { FieldSource } from "../source.ts";
import { dayOf, dayStart, dayText } from "../time/day.ts";
import { fromMicroseconds, printMicroseconds, toMicroseconds } from "../time/microseconds.ts";
import { datesAtMost, momentsAtMost } from "../time/moments-at-most.ts";
import { negative } from "../time/shift.ts";
import { isTimeCondition } from "../time/time-condition.ts";
import { clockFlips } from "./clock-flips.ts";
import { asksForDay } from "./condition-flips.ts";
import { literalSpan, type Span } from "./literal-span.ts";

/** A date or datetime field that a filter compares with the clock. */
export interface TimeField {
  /** The way from the root record to the one that has the field. */
  readonly path: readonly RelationStep[];
  readonly object: string;
  readonly field: string;
  readonly type: FieldType;
}

/** Values of a time field, both ends in: days for a `date`, ISO instants for a `datetime`. */
export interface FlipRange extends TimeField {
  readonly from: string;
  readonly to: string;
}

export interface FlipRanges {
  readonly ranges: readonly FlipRange[];
  /** Moments at which any record may flip, whatever its fields: the filter asks the clock itself. */
  readonly instants: readonly Temporal.Instant[];
}

/**
 * Where a sweep has to look for records whose truth may change in [from, to): for each time field the values that
 * can flip then, somewhat widened, and the fixed moments. A record with none of these values does not flip then,
 * unless at one of the moments.
 */
export function flipRanges(
  filter: Filter,
  window: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  calendar: BusinessCalendar,
): FlipRanges {
  const span = { from: toMicroseconds(window.from), to: toMicroseconds(window.to) };
  const ranges: FlipRange[] = [];
  const instants = new Set<bigint>();
  for (const { condition, path } of timeConditions(filter, [])) {
    if (condition.source.kind === "now") {
      for (const flip of clockFlipsWithin(condition, span, calendar)) instants.add(flip);
    } else if (condition.source.kind === "field") {
      ranges.push(...rangesOf(condition, { source: condition.source, path }, { span, calendar }));
    }
  }
  const ordered = [...instants].toSorted((left, right) => (left < right ? -1 : 1));
  return { ranges, instants: ordered.map(fromMicroseconds) };
}

/** The fields that a filter compares with the clock: those that the sweep needs an index on. */
export function timeFields(filter: Filter): readonly TimeField[] {
  const found = new Map<string, TimeField>();
  for (const { condition, path } of timeConditions(filter, [])) {
    if (condition.source.kind !== "field") continue;
    const field = timeField(condition.source, path);
    found.set([...field.path.map((step) => step.field), field.field].join("."), field);
  }
  return [...found.values()];
}

interface Found {
  readonly condition: ConditionNode;
  readonly path: readonly RelationStep[];
}

function timeConditions(filter: Filter, path: readonly RelationStep[]): readonly Found[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.filters.flatMap((part) => timeConditions(part, path));
    case "not":
    case "segment":
      return timeConditions(filter.filter, path);
    case "related":
      return filter.where ? timeConditions(filter.where, [...path, ...filter.path, filter.relation]) : [];
    case "condition":
      return isTimeCondition(filter) ? [{ condition: filter, path }] : [];
  }
}

const timeField = (source: FieldSource, path: readonly RelationStep[]): TimeField => ({
  path: [...path, ...source.path],
  object: source.object,
  field: source.field.key,
  type: source.field.type,
});

interface Sweep {
  readonly span: Span;
  readonly calendar: BusinessCalendar;
}

function rangesOf(
  { operator, operand }: ConditionNode,
  { source, path }: { readonly source: FieldSource; readonly path: readonly RelationStep[] },
  { span, calendar }: Sweep,
): FlipRange[] {
  const field = timeField(source, path);
  const { timeZone } = calendar;
  const wholeDay = field.type === "date";
  const range = (values: Span | null): FlipRange[] =>
    values ? [{ ...field, ...(wholeDay ? printDays(values, timeZone) : printMoments(values)) }] : [];

  if (operand.kind === "duration") {
    if (operator !== "within_next") return range(ripening(operand.duration, wholeDay, { span, calendar }));
    const beginning = ripening(negative(operand.duration), wholeDay, { span, calendar });
    return [...range(beginning), ...range({ from: span.from - 1n, to: span.to })];
  }
  if (operand.kind !== "times") return [];
  return operand.times.flatMap((literal) =>
    range(literalSpan(literal, span, { calendar, days: asksForDay(operator, wholeDay, literal) })),
  );
}

/** The values whose sum with the duration lies in the span. */
function ripening(duration: Duration, wholeDay: boolean, { span, calendar }: Sweep): Span | null {
  const { timeZone } = calendar;
  if (wholeDay) {
    const last = datesAtMost(span.to, duration, calendar).at(-1)?.to ?? null;
    const surely = datesAtMost(span.from - 1n, duration, calendar)[0]?.to ?? null;
    if (last === null || surely === null) return null;
    const [from, to] = [dayStart(dayText(surely + 1), timeZone), dayStart(dayText(last), timeZone)];
    return from <= to ? { from, to } : null;
  }
  const last = momentsAtMost(span.to, duration, calendar).at(-1)?.to ?? null;
  const surely = momentsAtMost(span.from - 1n, duration, calendar)[0]?.to ?? null;
  return last !== null && surely !== null && surely < last ? { from: surely + 1n, to: last } : null;
}

const printMoments = ({ from, to }: Span): { from: string; to: string } => ({
  from: printMicroseconds(from),
  to: printMicroseconds(to),
});

const printDays = ({ from, to }: Span, timeZone: string): { from: string; to: string } => ({
  from: dayOf(fromMicroseconds(from), timeZone),
  to: dayOf(fromMicroseconds(to), timeZone),
});

const WEEK = 7n * 86_400_000_000n;

function clockFlipsWithin(condition: ConditionNode, span: Span, calendar: BusinessCalendar): bigint[] {
  const flips: bigint[] = [];
  for (let moment = span.from; moment < span.to; moment += WEEK) {
    flips.push(...clockFlips(condition, { now: fromMicroseconds(moment), calendar }));
  }
  return flips.filter((flip) => flip >= span.from && flip < span.to);
}
