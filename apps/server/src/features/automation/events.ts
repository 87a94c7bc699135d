import { evaluate, payloadView } from "@cadencia/core/filter";
import type { JsonValue } from "@cadencia/core/model";
import { Graph, mergePaths, readRecords, RecordNode, survivorOf, type Origin } from "../records/index.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import { enroll, type Candidate } from "./enroll.ts";
import { awaitingSteps } from "./await-event.repo.ts";
import { continueAwaiting } from "./await-event.ts";
import { keepReported } from "./idle/reports.ts";
import { entryPaths } from "./paths.ts";
import { logNotStarted } from "./run-log.repo.ts";
import type { Rule } from "./rule.ts";

/** Something that the product reports of a record (automation.md, the trigger `event`). */
export interface RaisedEvent {
  readonly name: string;
  readonly object: string;
  readonly record: string | null;
  readonly payload: JsonValue;
  readonly origin: Origin;
  /** The moment that passed, where it came while nobody worked; left out: now. */
  readonly at?: Temporal.Instant;
}

/**
 * Starts what waits for these events, in the transaction in which they happen. `only`: this automation, of an event
 * that was heard by the others.
 */
export const raiseEvents = async (
  context: AutomationContext,
  events: readonly RaisedEvent[],
  { only }: { readonly only?: string | undefined } = {},
): Promise<void> => {
  keepReported(context, events);
  const candidates: Candidate[] = [];
  for (const event of events) {
    const listening = context.rules.index.events(event.name);
    const heard = only === undefined ? listening : listening.filter(({ id }) => id === only);
    candidates.push(...(await candidatesOf(context, event, heard)));
  }
  await enroll(context, candidates);
  if (only === undefined) await logUnheard(context, events);
  for (const event of events) await continueAwaiting(context, event, { only });
};

/** The automations that an event starts, or that wait for one of its record. */
export const hearersOf = async (
  context: AutomationContext,
  event: RaisedEvent,
): Promise<readonly string[]> => {
  const started = context.rules.index
    .events(event.name)
    .filter((rule) => isMeant(context, rule, event))
    .map(({ id }) => id);
  const waiting = event.record === null ? [] : await awaitingSteps(context.unit.tx, event.record);
  return [...new Set([...started, ...waiting.map(({ automation }) => automation)])];
};

/** Automations that would have heard, had they not been switched off. */
const logUnheard = (context: AutomationContext, events: readonly RaisedEvent[]): Promise<void> =>
  logNotStarted(
    context.unit.tx,
    events.flatMap((event) =>
      context.rules.deaf
        .filter((rule) => rule.trigger.kind === "event" && rule.trigger.event === event.name)
        .filter((rule) => isMeant(context, rule, event))
        .map(({ id, version }) => ({
          automation: id,
          version,
          record: event.record,
          reason: "automation_inactive" as const,
          detail: event.name,
        })),
    ),
  );

/** The same for one automation alone, whose own address was called. */
export const raiseEventFor = async (
  context: AutomationContext,
  rule: Rule,
  event: RaisedEvent,
): Promise<void> => {
  await enroll(context, await candidatesOf(context, event, [rule]));
  await continueAwaiting(context, event);
};

/**
 * The event of the record that its record lives on in, where that was merged into another since: of what is told
 * later than it happened, a message that was on its way or an event that is heard again. Null: it was deleted.
 */
export const ofSurvivor = async (
  { unit, rules }: AutomationContext,
  event: RaisedEvent,
): Promise<RaisedEvent | null> => {
  if (event.record === null) return event;
  const lock = rules.index.events(event.name).length > 0 ? "update" : "share";
  const found = await survivorOf(unit.tx, unit.object(event.object), { id: event.record, lock });
  return found === null ? null : { ...event, record: found.id };
};

const candidatesOf = async (
  context: AutomationContext,
  event: RaisedEvent,
  listening: readonly Rule[],
): Promise<Candidate[]> => {
  const rules = listening.filter((rule) => isMeant(context, rule, event));
  if (rules.length === 0) return [];
  const record = await readSubject(context, event, rules);
  // It was deleted, or merged into another, since the event happened.
  if (record === null && event.record !== null) return [];
  return rules.map((rule) => ({
    rule,
    record,
    origin: event.origin,
    base: event.at ?? context.unit.tx.now,
    happenedAt: event.at,
    occasion: null,
    payload: event.payload,
  }));
};

const isMeant = (context: AutomationContext, rule: Rule, event: RaisedEvent): boolean => {
  if (rule.trigger.kind !== "event" || (event.record !== null && rule.object !== event.object)) return false;
  const { match, find } = rule.trigger;
  // What `find` says a call means cannot be started without it.
  if (find !== null && event.record === null) return false;
  return match === null || evaluate(match, payloadView(event.payload), judgedNow(context));
};

/** The record is locked: two events at once must not both find that it has no run yet. */
const readSubject = async (
  { unit }: AutomationContext,
  event: RaisedEvent,
  rules: readonly Rule[],
): Promise<RecordNode | null> => {
  if (event.record === null) return null;
  const [record] = await readRecords(unit.tx, unit.object(event.object), [event.record], "update");
  if (record === undefined || record.deletedAt !== null) return null;
  const node = new RecordNode(record);
  await new Graph(unit.tx, unit.catalog.model, "share").load([node], mergePaths(rules.map(entryPaths)));
  return node;
};
