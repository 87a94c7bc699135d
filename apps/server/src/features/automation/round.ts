import { tellOfNewlyBroken } from "./broken.ts";
import { watchCircuits } from "./circuits.ts";
import type { Engine } from "./engine.ts";
import { executeDue } from "./execution/execute.ts";
import { wakeHeld } from "./execution/wake-held.ts";
import { fireInOrder, type Fired } from "./fire.ts";
import { readPending, type Pending } from "./round.repo.ts";
import { reportInOrder } from "./overdue/report-overdue.ts";
import { workOffJob } from "./jobs/work-off.ts";
import { sweep } from "./sweep.ts";
import { inOneStatement } from "../../platform/workspace/index.ts";

/** How much one round takes in hand. */
export interface RoundLimits {
  readonly steps: number;
  /** Groups of steps in one transaction; 1 keeps the strict order in which scenarios run. */
  readonly groups: number;
  readonly deliveries: number;
}

export interface Round {
  readonly worked: boolean;
  /** Of a round without work: when there is something next. Null: nothing waits for a known moment. */
  readonly next: Temporal.Instant | null;
}

/**
 * One round of a worker: what time passes first, then the steps that are due, then the messages that they left. What a
 * worker that died had left of them goes before further steps: it became due before these.
 */
export const takeRound = async (engine: Engine, limits: RoundLimits): Promise<Round> => {
  const pending = await look(engine);
  await tellOfNewlyBroken(engine, pending.revision);
  const now = engine.workspace.clock.now();
  const strict = limits.groups === 1;
  const changed = await changeRuns(engine, pending, now);
  if (changed && strict) return { worked: true, next: null };
  const sweeps = isDue(pending.sweep, now);
  if (sweeps) await engine.run(sweep);
  const failures: unknown[] = [];
  const { fired, before } = await passTime(engine, { strict, swept: sweeps, pending, failures });
  const left = await deliver(engine, { due: isDue(pending.delivery, now), limit: limits.deliveries });
  const works = await workOff(engine, pending, now);
  const executes = fired || works || isDue(pending.step, now);
  const order = { before, afterMoments: true };
  const executed = executes ? await engine.run((context) => executeDue(context, { ...limits, ...order })) : 0;
  // What is due before the next moment cannot be taken in hand.
  const stuck = before !== null && executed === 0;
  const around = stuck && (await goAround(engine, limits, failures));
  const due = executed > 0 || around || isDue(pending.lease, now);
  const delivered = left + (await deliver(engine, { due, limit: limits.deliveries - left }));
  await watchCircuits(engine);
  // What could not be looked at held up nothing else.
  if (failures.length > 0) throw failures[0];
  const worked = changed || sweeps || fired || around || works || executed > 0 || delivered > 0;
  return { worked, next: worked ? null : earlier(nextOf(pending), pending.lease) };
};

/** What is due is in the hands of others: time goes on for the records that need not wait for it. */
const goAround = async (engine: Engine, limits: RoundLimits, failures: unknown[]): Promise<boolean> => {
  const free = await look(engine, { free: true });
  const { count } = await passNext(engine, free, failures);
  if (count > 0) return true;
  const at = earlier(free.moment, free.overdue);
  const before = isDue(at, engine.workspace.clock.now()) ? at : null;
  return (await engine.run((context) => executeDue(context, { ...limits, before, afterMoments: true }))) > 0;
};

const deliver = async (
  engine: Engine,
  { due, limit }: { readonly due: boolean; readonly limit: number },
): Promise<number> => (due && limit > 0 ? engine.deliver(limit) : 0);

/** One part a round: saves, and what other automations have due, are let in between two. */
const changeRuns = async (engine: Engine, pending: Pending, now: Temporal.Instant): Promise<boolean> =>
  isDue(pending.changing, now) && engine.change((context) => workOffJob(context, { sort: "runs" }));

/** A round of which only matters whether there was anything to do. */
export const runRound = async (engine: Engine, limits: RoundLimits): Promise<boolean> =>
  (await takeRound(engine, limits)).worked;

/** What was left to the workers: jobs, records that enter by parts, slots of caps given back. */
const workOff = async (engine: Engine, pending: Pending, now: Temporal.Instant): Promise<boolean> => {
  let works = false;
  if (isDue(pending.job, now))
    while (await engine.run((context) => workOffJob(context, { sort: "other" }))) works = true;
  // One part a round: what is due meanwhile is not held up until all have entered.
  const enters =
    isDue(pending.entering, now) &&
    (await engine.change((context) => workOffJob(context, { sort: "enter" })));
  const wakes = isDue(pending.slot, now) && (await engine.run(wakeHeld)) > 0;
  return works || enters || wakes;
};

interface Passing {
  /** All of an instant starts before anything is done; else what is due goes on between parts of many records. */
  readonly strict: boolean;
  readonly swept: boolean;
  readonly pending: Pending;
  readonly failures: unknown[];
}

/**
 * What the passing of time starts, instant by instant. After downtime steps that were due before the next moment are
 * executed before it: a run of yesterday's occurrence has ended when today's begins. Answers before which moment.
 */
const passTime = async (
  engine: Engine,
  { strict, swept, pending, failures }: Passing,
): Promise<{ readonly fired: boolean; readonly before: Temporal.Instant | null }> => {
  const now = engine.workspace.clock.now();
  let fired = false;
  for (let next = swept ? await look(engine) : pending; ; next = await look(engine)) {
    const at = earlier(next.moment, next.overdue);
    if (at === null || !isDue(at, now)) break;
    if (isBefore(next.step, at)) return { fired, before: at };
    const { count, rest } = await passNext(engine, next, failures);
    // All of it is in the hands of others or waits for what they have in hand, unless it could not be looked at.
    if (count === 0) return { fired, before: failures.length === 0 ? at : null };
    fired = true;
    if (rest && !strict) break;
  }
  return { fired, before: null };
};

/** What passes next: moments, or the dues of activities; moments first where they come together. */
const passNext = async (
  engine: Engine,
  { moment, overdue }: Pending,
  failures: unknown[],
): Promise<Fired> => {
  const isOverdue = overdue !== null && (moment === null || isBefore(overdue, moment));
  if (!isOverdue) return engine.run(fireInOrder);
  try {
    return { count: await engine.run(reportInOrder), rest: false };
  } catch (error) {
    failures.push(error);
    return engine.run(fireInOrder);
  }
};

const earlier = (left: Temporal.Instant | null, right: Temporal.Instant | null): Temporal.Instant | null =>
  right !== null && (left === null || isBefore(right, left)) ? right : left;

const isBefore = (step: Temporal.Instant | null, moment: Temporal.Instant): boolean =>
  step !== null && Temporal.Instant.compare(step, moment) < 0;

const look = (engine: Engine, which: { readonly free?: boolean } = {}): Promise<Pending> =>
  inOneStatement(engine.workspace, (tx) => readPending(tx, which));

const isDue = (at: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  at !== null && Temporal.Instant.compare(at, now) <= 0;

/** When there is something to do next; null when nothing waits for a known moment. */
export const nextRoundAt = async (engine: Engine): Promise<Temporal.Instant | null> => {
  const pending = await look(engine);
  return earlier(nextOf(pending), pending.lease);
};

/** The same without what no clock can be moved to: the end of a handover under way. */
export const nextWorkAt = async (engine: Engine): Promise<Temporal.Instant | null> =>
  nextOf(await look(engine));

const nextOf = (pending: Pending): Temporal.Instant | null => {
  const instants = [
    pending.moment,
    pending.step,
    pending.job,
    pending.changing,
    pending.entering,
    pending.delivery,
    pending.slot,
    pending.overdue,
    pending.sweep,
  ];
  const known = instants.filter((instant) => instant !== null);
  return known.toSorted((left, right) => Temporal.Instant.compare(left, right))[0] ?? null;
};
