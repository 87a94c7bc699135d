import type { Branch, DoStep, Step } from "@cadencia/contracts/automation";
import { isBranch } from "@cadencia/contracts/automation";
import { evaluate, type EvaluationContext } from "@cadencia/core/filter";
import type { RecordView, Value } from "@cadencia/core/model";
import { dueAfterWait, moment, parseDuration, type BusinessCalendar } from "@cadencia/core/schedule";
import type { RecordNode } from "../records/index.ts";
import type { Reason } from "./reasons.ts";
import { armKey, type Rule } from "./rule.ts";
import type { Frozen } from "./runs.repo.ts";

/** When a step that was reached may run. */
export interface Timing {
  readonly reason: Reason;
  /** From where the wait was counted. */
  readonly base: Temporal.Instant;
  readonly due: Temporal.Instant | null;
  readonly runAt: Temporal.Instant | null;
  /** The record whose date the step follows. */
  readonly untilRecord: string | null;
}

/** A step that a run has reached: from where it counts, and what it may look at. */
export interface Reached {
  readonly base: Temporal.Instant;
  readonly record: RecordNode | null;
  readonly frozen: Frozen | null;
}

/** The dates that frozen waits take at the start of a run. */
export const frozenDates = (rule: Rule, record: RecordNode | null): Frozen | null => {
  const waits = [...rule.steps.values()].flatMap(({ definition: { id, wait } }) =>
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
export const timeStep = (step: DoStep, reached: Reached, calendar: BusinessCalendar): Timing => {
  const { wait, window } = step;
  const { base } = reached;
  if (wait !== null && "until" in wait) return timeUntil(step, reached, calendar);
  if (wait !== null && "event" in wait) return waitForEvent(wait.timeout ?? null, base, calendar);
  const delay = wait === null ? null : parseDuration(wait.for);
  const due = dueAfterWait(base, { wait: delay, window }, calendar);
  const reason = wait === null && window !== null ? "waiting_window" : "waiting_time";
  return { reason, base, due, runAt: due, untilRecord: null };
};

const waitForEvent = (timeout: string | null, base: Temporal.Instant, calendar: BusinessCalendar): Timing => {
  const wait = timeout === null ? null : parseDuration(timeout);
  const due = wait === null ? null : dueAfterWait(base, { wait }, calendar);
  return { reason: "waiting_event", base, due, runAt: due, untilRecord: null };
};

const timeUntil = (step: DoStep, { base, record, frozen }: Reached, calendar: BusinessCalendar): Timing => {
  if (step.wait === null || !("until" in step.wait)) throw new TypeError(`step ${step.id} waits for no date`);
  const { field, offset, at, freeze } = step.wait.until;
  const holder = record === null ? null : holderOf(record, field);
  const value = freeze ? (frozen?.[step.id] ?? null) : record === null ? null : valueAt(record, field);
  // A frozen date was taken at the start: nothing moves it any more.
  const untilRecord = freeze ? null : (holder?.id ?? record?.id ?? null);
  if (typeof value !== "string") return { reason: "waiting_date", base, due: null, runAt: null, untilRecord };
  const wanted = moment({ value, offset: offset === undefined ? null : parseDuration(offset), at }, calendar);
  // A past moment is due at once; whether its window is open is looked at when the step is taken in hand.
  if (Temporal.Instant.compare(wanted, base) < 0) {
    return { reason: "waiting_time", base, due: wanted, runAt: base, untilRecord };
  }
  const due = step.window === null ? wanted : (inWindow(wanted, step.window, calendar) ?? wanted);
  return { reason: "waiting_time", base, due, runAt: due, untilRecord };
};

const inWindow = (
  instant: Temporal.Instant,
  window: NonNullable<DoStep["window"]>,
  calendar: BusinessCalendar,
): Temporal.Instant | null => dueAfterWait(instant, { window }, calendar);

/** The record that a dotted date field stands on. */
const holderOf = (record: RecordNode, field: string): RecordView | null => {
  const path = field.split(".").slice(0, -1);
  return path.reduce<RecordView | null>((reached, step) => reached?.one(step) ?? null, record);
};

/** What a record's date field holds, over dots. */
export const valueAt = (record: RecordNode, field: string): Value =>
  holderOf(record, field)?.value(field.slice(field.lastIndexOf(".") + 1)) ?? null;

type Judge = (branch: readonly number[], arm: number) => boolean;

/** Judges the arms of branches for one record, as of now. */
export const armJudge =
  (rule: Rule, record: RecordView, context: EvaluationContext): Judge =>
  (branch, arm) => {
    const filter = rule.arms.get(armKey(branch, arm));
    return filter === undefined || evaluate(filter, record, context);
  };

/** The steps that begin with a run: its first, and those that start in parallel. */
export const firstSteps = (rule: Rule, judge: Judge): DoStep[] =>
  reach(rule.definition.steps, [], { judge, from: 0 });

/**
 * The steps that follow when one has finished. A parallel step is followed by none. After the last step of a
 * branch's arm comes what stands below the branch.
 */
export const stepsAfter = (rule: Rule, finished: string, judge: Judge): DoStep[] => {
  const step = rule.steps.get(finished);
  if (step === undefined || step.definition.start === "parallel") return [];
  const { index } = step.placed;
  for (let depth = index.length; depth > 0; depth -= 2) {
    const prefix = index.slice(0, depth - 1);
    const list = listAt(rule.definition.steps, prefix);
    const found = reach(list, prefix, { judge, from: (index[depth - 1] ?? 0) + 1, onlyNext: true });
    if (found.length > 0) return found;
  }
  return [];
};

const listAt = (steps: readonly Step[], prefix: readonly number[]): readonly Step[] => {
  const [position, arm, ...rest] = prefix;
  if (position === undefined || arm === undefined) return steps;
  const branch = steps[position];
  return branch === undefined || !isBranch(branch) ? [] : listAt(branch.branch[arm]?.steps ?? [], rest);
};

interface Reach {
  readonly judge: Judge;
  readonly from: number;
  /** Parallel steps of this list began already, when the list was entered. */
  readonly onlyNext?: boolean;
}

/** On entering a list: its parallel steps and the first of the others, through branches whose arm holds. */
const reach = (
  steps: readonly Step[],
  prefix: readonly number[],
  { judge, from, onlyNext = false }: Reach,
): DoStep[] => {
  const found: DoStep[] = [];
  let next = false;
  for (let position = from; position < steps.length; position += 1) {
    const step = steps[position];
    if (step === undefined) continue;
    const parallel = step.start === "parallel";
    if (parallel ? onlyNext : next) continue;
    const begun = isBranch(step) ? enterBranch(step, [...prefix, position], judge) : [step];
    found.push(...begun);
    if (!parallel && begun.some((each) => each.start !== "parallel")) next = true;
  }
  return found;
};

const enterBranch = (branch: Branch, index: readonly number[], judge: Judge): DoStep[] => {
  const arm = branch.branch.findIndex((way, position) => way.if === null || judge(index, position));
  const chosen = branch.branch[arm];
  return chosen === undefined ? [] : reach(chosen.steps, [...index, arm], { judge, from: 0 });
};
