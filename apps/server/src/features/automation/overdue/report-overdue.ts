import type { JsonValue } from "@cadencia/core/model";
import { readRecords, type Origin, type StoredRecord } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { raiseEvents, type RaisedEvent } from "../events.ts";
import type { Rule } from "../rule.ts";
import { chainsOf, lastChangeOf } from "../search.repo.ts";
import { insertJobs } from "../jobs/jobs.repo.ts";
import { isolate } from "../jobs/isolate.ts";
import { raiseApart } from "../jobs/raise-apart.ts";
import { errorText } from "../retry.ts";
import {
  beginOverdueWatch,
  ensureOverdueIndex,
  lockOverdueWatch,
  moveOverdueMark,
  readOverdue,
  waitForSteps,
  type Overdue,
} from "./overdue.repo.ts";

const EVENT = "activity.overdue";
const ACTIVITY = "activity";
/** Activities that one transaction reports. */
const MOST = 500;
/**
 * A save under way commits an activity at the most so much later (a statement ends after 60 seconds): of the time
 * since, what was not there when it was looked is looked for again.
 */
const LONGEST_SAVE = { seconds: 90 };

/** Whether it starts with the event, or waits for it. */
export const hearsOverdue = ({ trigger, stops }: Rule): boolean =>
  (trigger.kind === "event" && trigger.event === EVENT) ||
  [...stops.values()].some(({ wait }) => wait !== null && "event" in wait && wait.event === EVENT);

/** An automation that starts with the event, or waits for it, makes it be raised from now on. */
export const watchOverdue = async ({ unit: { tx } }: AutomationContext, rule: Rule): Promise<void> => {
  if (!hearsOverdue(rule)) return;
  await ensureOverdueIndex(tx);
  await beginOverdueWatch(tx);
};

/** As the workers do it: what was due of the activity and of its record before is done before. */
export const reportInOrder = async (context: AutomationContext): Promise<number> => {
  const { tx } = context.unit;
  const overdue = await readOverdue(tx, MOST);
  return (await waitForSteps(tx, overdue)) ? 0 : reportOverdue(context);
};

/**
 * Raises the event for the activities that passed the earliest due undone that nobody has looked at, once each; a due
 * that was moved is another one. No save does anything for it. One that was past already when it was set was never
 * passed. Answers how many were looked at; call again until it is none.
 */
export const reportOverdue = async (context: AutomationContext): Promise<number> => {
  const { unit } = context;
  const overdue = (await lockOverdueWatch(unit.tx)) ? await readOverdue(unit.tx, MOST) : [];
  const [first] = overdue;
  if (first === undefined) return 0;
  await moveOverdueMark(unit.tx, { seen: overdue, mark: markBefore(first, unit.tx.now) });
  const ids = overdue.map(({ id }) => id);
  const records = (await readRecords(unit.tx, unit.object(ACTIVITY), ids, "update")).filter(
    isOverdue(unit.tx.now),
  );
  const set = await lastChangeOf(unit, "due", ids);
  const chains = await chainsOf(unit, ["due"], ids);
  const subjects = await livingSubjects(context, records);
  for (const record of records.toSorted(byDue)) {
    const due = dueOf(record);
    const changed = set.get(record.id);
    if (
      due === null ||
      (changed !== undefined && Temporal.Instant.compare(Temporal.Instant.from(changed), due) > 0)
    )
      continue;
    const known = chains.get(record.id);
    const origin: Origin = {
      actor: null,
      runAutomations: true,
      cause: known === undefined ? null : { step: null, run: null, automation: null, ...known },
    };
    await raiseEach(context, eventsOf(record, { origin, at: due, subjects }));
  }
  return overdue.length;
};

/** All before it have been looked at, but for what saves under way may still bring. */
const markBefore = ({ due }: Overdue, now: Temporal.Instant): Temporal.Instant => {
  const before = Temporal.Instant.from(due).subtract({ milliseconds: 1 });
  const settled = now.subtract(LONGEST_SAVE);
  return Temporal.Instant.compare(before, settled) < 0 ? before : settled;
};

/** What one brings about fails for it alone, and for one automation, and is tried again (promise 4). */
const raiseEach = async (context: AutomationContext, events: readonly OverdueEvent[]): Promise<void> => {
  const failures = await isolate(context.unit, events, {
    work: (some) => raiseEvents(context, some),
    all: true,
  });
  for (const { item } of failures) {
    const failed = await raiseApart(context, item);
    await insertJobs(
      context.unit.tx,
      failed.map(({ work, error }) => ({ ...work, error: errorText(error) })),
    );
  }
};

type OverdueEvent = RaisedEvent & { readonly at: Temporal.Instant };

const dueOf = ({ values }: StoredRecord): Temporal.Instant | null =>
  typeof values["due"] === "string" ? Temporal.Instant.from(values["due"]) : null;

/** Looked at again under its lock. */
const isOverdue =
  (now: Temporal.Instant) =>
  (record: StoredRecord): boolean => {
    const due = dueOf(record);
    if (due === null || Temporal.Instant.compare(due, now) > 0 || record.deletedAt !== null) return false;
    return record.values["done"] !== true && record.values["archived"] !== true;
  };

const byDue = (left: StoredRecord, right: StoredRecord): number => {
  const [one, other] = [dueOf(left), dueOf(right)];
  const order = one === null || other === null ? 0 : Temporal.Instant.compare(one, other);
  return order === 0 ? (left.id < right.id ? -1 : 1) : order;
};

const subjectOf = ({ values }: StoredRecord): { object: string; record: string } | null => {
  const [object, record] = [values["record__object"], values["record"]];
  return typeof object === "string" && typeof record === "string" ? { object, record } : null;
};

/** Of the records that activities belong to, those that are there. */
const livingSubjects = async (
  { unit }: AutomationContext,
  activities: readonly StoredRecord[],
): Promise<ReadonlySet<string>> => {
  const living = new Set<string>();
  const subjects = activities.flatMap((activity) => subjectOf(activity) ?? []);
  for (const [object, group] of Map.groupBy(subjects, (subject) => subject.object)) {
    const ids = [...new Set(group.map(({ record }) => record))];
    for (const record of await readRecords(unit.tx, unit.object(object), ids, "update"))
      if (record.deletedAt === null && record.values["archived"] !== true) living.add(record.id);
  }
  return living;
};

/** Reported of the activity and of the record that it belongs to. */
const eventsOf = (
  activity: StoredRecord,
  { origin, at, subjects }: { origin: Origin; at: Temporal.Instant; subjects: ReadonlySet<string> },
): OverdueEvent[] => {
  const { values } = activity;
  const payload: JsonValue = {
    activity: activity.id,
    type: values["type"] ?? null,
    summary: values["summary"] ?? null,
    due: values["due"] ?? null,
    record: values["record"] ?? null,
  };
  const own: OverdueEvent = { name: EVENT, object: ACTIVITY, record: activity.id, payload, origin, at };
  const subject = subjectOf(activity);
  if (subject === null || !subjects.has(subject.record)) return [own];
  return [own, { name: EVENT, ...subject, payload, origin, at }];
};
