import type { BusinessCalendar, Duration } from "../../schedule/index.ts";
import { addToDate, dayEnd, dayOf, dayStart } from "../time/day.ts";
import { namesDay, type TimeLiteral } from "../time/literal.ts";
import { fromMicroseconds, toMicroseconds } from "../time/microseconds.ts";
import { resolveToday } from "../time/resolve.ts";
import { shift } from "../time/shift.ts";

/** Microseconds, both ends in. */
export interface Span {
  readonly from: bigint;
  readonly to: bigint;
}

interface Within {
  readonly calendar: BusinessCalendar;
  /** Whole days are compared, so a value's day counts and not its hour. */
  readonly days: boolean;
}

/** The values that a literal passes while the clock goes through a span; null when it stands still. */
export function literalSpan(literal: TimeLiteral, span: Span, { calendar, days }: Within): Span | null {
  const passed = passedBy(literal, { from: span.from - 1n, to: span.to }, calendar);
  if (passed === null || !days) return passed;
  const { timeZone } = calendar;
  return {
    from: dayStart(dayOf(fromMicroseconds(passed.from), timeZone), timeZone),
    to: dayEnd(dayOf(fromMicroseconds(passed.to), timeZone), timeZone),
  };
}

function passedBy(literal: TimeLiteral, span: Span, calendar: BusinessCalendar): Span | null {
  if (literal.kind === "now") return literal.shift ? shiftedNow(literal.shift, span, calendar) : span;
  if (literal.kind !== "today") return null;

  const { timeZone } = calendar;
  const first = dayOf(fromMicroseconds(span.from), timeZone);
  const last = dayOf(fromMicroseconds(span.to), timeZone);
  if (first === last) return null;
  const from = resolveToday(literal, first, calendar);
  const to = resolveToday(literal, last, calendar);
  if (from === null || to === null) return null;
  const exact = { from: toMicroseconds(from) - 1n, to: toMicroseconds(to) };
  return namesDay(literal) ? exact : widened(exact, timeZone);
}

function shiftedNow(by: Duration, span: Span, calendar: BusinessCalendar): Span | null {
  const from = shift(fromMicroseconds(span.from), by, calendar);
  const to = shift(fromMicroseconds(span.to), by, calendar);
  if (from === null || to === null) return null;
  const exact = { from: toMicroseconds(from) - 1n, to: toMicroseconds(to) };
  const elapsed = by.unit === "m" || by.unit === "h" || by.unit === "bh";
  return elapsed ? exact : widened(exact, calendar.timeZone);
}

/** By the days around: changes of the clock and closed days turn the order of hours about, never that of days. */
function widened({ from, to }: Span, timeZone: string): Span {
  const first = addToDate(dayOf(fromMicroseconds(from), timeZone), -1);
  const last = addToDate(dayOf(fromMicroseconds(to), timeZone), 2);
  return { from: dayStart(first, timeZone), to: dayStart(last, timeZone) };
}
