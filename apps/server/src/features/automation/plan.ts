import type { WaitEvent } from "@cadencia/contracts/automation";
import type { RecordView, Value } from "@cadencia/core/model";
import { dueAfterWait, moment, parseDuration, type BusinessCalendar } from "@cadencia/core/schedule";
import type { RecordNode } from "../records/index.ts";
import type { Reason } from "./reasons.ts";
import type { Rule, Stop } from "./rule.ts";
import type { Frozen } from "./runs.repo.ts";

/** When a step that was reached may run. */
export interface Timing {
  readonly reason: Reason;
  /** From where the wait was counted. */
  readonly base: Temporal.Instant;
  readonly due: Temporal.Instant | null;
  readonly runAt: Temporal.Instant | null;
  /** The date that the step follows; null where it follows none. */
  readonly follows: Followed | null;
}

/** Where the date stands that a step waits for. */
export interface Followed {
  /** The record that bears the date; the step's own while the way to it is broken. */
  readonly record: string;
  /** The records on the way there. */
  readonly via: readonly string[];
}

/** A step that a run has reached: from where it counts, and what it may look at. */
export interface Reached {
  readonly base: Temporal.Instant;
  readonly record: RecordNode | null;
  readonly frozen: Frozen | null;
}

/** The dates that frozen waits take at the start of a run. */
export const frozenDates = (rule: Rule, record: RecordNode | null): Frozen | null => {
  const waits = [...rule.stops.values()].flatMap(({ id, wait }) =>
    wait !== null && "until" in wait && wait.until.freeze ? [{ id, field: wait.until.field }] : [],
  );
  if (waits.length === 0 || record === null) return null;
  return Object.fromEntries(
    waits.map(({ id, field }) => {
      const value = valueAt(record, field);
      return [id, typeof value === "string" ? value : null];
    }),
  );
};

/**
 * When a step is due, counted from its base (automation.md, "Base of wait.for", "Due").
 * A past `until` is due at that moment and may run at once, behind what is due already.
 */
export const timeStep = (step: Stop, reached: Reached, calendar: BusinessCalendar): Timing => {
  const { wait, window } = step;
  const { base } = reached;
  if (wait !== null && "until" in wait) return timeUntil(step, reached, calendar);
  if (wait !== null && "event" in wait) return waitForEvent({ wait, window }, base, calendar);
  const delay = wait === null ? null : parseDuration(wait.for);
  const due = dueAfterWait(base, { wait: delay, window }, calendar);
  const reason = wait === null && window !== null ? "waiting_window" : "waiting_time";
  // Where no moment fits the step is taken in hand at once, to end as late and not to wait for ever unseen.
  return { reason, base, due, runAt: due ?? base, follows: null };
};

/** Until its timeout; a timeout that skips asks for no window. */
const waitForEvent = (
  { wait, window }: { wait: WaitEvent; window: Stop["window"] },
  base: Temporal.Instant,
  calendar: BusinessCalendar,
): Timing => {
  const timeout = wait.timeout === undefined ? null : parseDuration(wait.timeout);
  if (timeout === null) return { reason: "waiting_event", base, due: null, runAt: null, follows: null };
  const delay = { wait: timeout, window: wait.then === "skip" ? null : window };
  const due = dueAfterWait(base, delay, calendar);
  return { reason: "waiting_event", base, due, runAt: due ?? base, follows: null };
};

/** When a step may run whose event has just come. */
export const timeAfterEvent = (
  { window }: Pick<Stop, "window">,
  now: Temporal.Instant,
  calendar: BusinessCalendar,
): Timing => {
  const due = dueAfterWait(now, { window }, calendar);
  const reason = due === null || due.equals(now) ? "waiting_time" : "waiting_window";
  return { reason, base: now, due, runAt: due ?? now, follows: null };
};

/** Whether a step has waited for its event for as long as it wanted to; an event at that very instant is in time. */
export const isTimedOut = (
  wait: WaitEvent,
  base: Temporal.Instant,
  { now, calendar }: { now: Temporal.Instant; calendar: BusinessCalendar },
): boolean => {
  const timeout = wait.timeout === undefined ? null : parseDuration(wait.timeout);
  const until = timeout === null ? null : dueAfterWait(base, { wait: timeout }, calendar);
  return until !== null && Temporal.Instant.compare(now, until) > 0;
};

const timeUntil = (step: Stop, { base, record, frozen }: Reached, calendar: BusinessCalendar): Timing => {
  if (step.wait === null || !("until" in step.wait)) throw new TypeError(`step ${step.id} waits for no date`);
  const { field, offset, at, freeze } = step.wait.until;
  const value = freeze ? (frozen?.[step.id] ?? null) : record === null ? null : valueAt(record, field);
  // A frozen date was taken at the start: nothing moves it any more.
  const follows = freeze || record === null ? null : followed(record, field);
  if (typeof value !== "string") return { reason: "waiting_date", base, due: null, runAt: null, follows };
  const wanted = moment({ value, offset: offset === undefined ? null : parseDuration(offset), at }, calendar);
  // A past moment is due at once; whether its window is open is looked at when the step is taken in hand.
  if (Temporal.Instant.compare(wanted, base) < 0) {
    return { reason: "waiting_time", base, due: wanted, runAt: base, follows };
  }
  const due = step.window === null ? wanted : (inWindow(wanted, step.window, calendar) ?? wanted);
  return { reason: "waiting_time", base, due, runAt: due, follows };
};

const inWindow = (
  instant: Temporal.Instant,
  window: NonNullable<Stop["window"]>,
  calendar: BusinessCalendar,
): Temporal.Instant | null => dueAfterWait(instant, { window }, calendar);

/** The records along a dotted field, as far as they are there, and whether the last one bears the field. */
const walk = (
  record: RecordNode,
  field: string,
): { readonly along: readonly RecordView[]; readonly holder: RecordView | null } => {
  const along: RecordView[] = [];
  let holder: RecordView | null = record;
  for (const step of field.split(".").slice(0, -1)) {
    holder = holder.one(step);
    if (holder === null) break;
    along.push(holder);
  }
  return { along, holder };
};

const followed = (record: RecordNode, field: string): Followed => {
  const { along, holder } = walk(record, field);
  const via = along.filter((reached) => reached !== holder);
  return { record: (holder ?? record).id, via: via.map(({ id }) => id) };
};

/** What a record's date field holds, over dots. */
export const valueAt = (record: RecordNode, field: string): Value =>
  walk(record, field).holder?.value(field.slice(field.lastIndexOf(".") + 1)) ?? null;
