import { tellOfNewlyBroken } from "./broken.ts";
import { watchCircuits } from "./circuits.ts";
import type { Engine } from "./engine.ts";
import { executeDue } from "./execution/execute.ts";
import { wakeHeld } from "./execution/wake-held.ts";
import { fireDue, type Fired } from "./fire.ts";
import { readPending, type Pending } from "./round.repo.ts";
import { reportOverdue } from "./overdue/report-overdue.ts";
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

/** One round of a worker: what time passes first, then the steps that are due, then the messages that they left. */
export const takeRound = async (engine: Engine, limits: RoundLimits): Promise<Round> => {
  const pending = await look(engine);
  await tellOfNewlyBroken(engine, pending.revision);
  const now = engine.workspace.clock.now();
  // Saves are let in between two parts; all else finds the runs as their automation is now.
  if (isDue(pending.changing, now)) {
    const changed = await engine.change((context) => workOffJob(context, { sort: "runs" }));
    if (changed) return { worked: true, next: null };
  }
  const sweeps = isDue(pending.sweep, now);
  if (sweeps) await engine.run(sweep);
  const { fired, before } = await passTime(engine, { strict: limits.groups === 1, swept: sweeps, pending });
  const works = await workOff(engine, pending, now);
  const executes = fired || works || isDue(pending.step, now);
  const executed = executes ? await engine.run((context) => executeDue(context, { ...limits, before })) : 0;
  // What is due before the next moment cannot be taken in hand; time goes on without it.
  const stuck = before !== null && executed === 0;
  if (stuck) await passNext(engine, await look(engine));
  const delivers = executed > 0 || isDue(pending.delivery, now);
  const delivered = delivers ? await engine.deliver(limits.deliveries) : 0;
  await watchCircuits(engine);
  const worked = sweeps || fired || stuck || works || executed > 0 || delivered > 0;
  return { worked, next: worked ? null : nextOf(pending) };
};

/** A round of which only matters whether there was anything to do. */
export const runRound = async (engine: Engine, limits: RoundLimits): Promise<boolean> =>
  (await takeRound(engine, limits)).worked;

/** What was left to the workers: jobs, records that enter by parts, slots of caps given back. */
const workOff = async (engine: Engine, pending: Pending, now: Temporal.Instant): Promise<boolean> => {
  const works = isDue(pending.job, now);
  if (works) while (await engine.run((context) => workOffJob(context, { sort: "other" })));
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
}

/**
 * What the passing of time starts, instant by instant. After downtime steps that were due before the next moment are
 * executed before it: a run of yesterday's occurrence has ended when today's begins. Answers before which moment.
 */
const passTime = async (
  engine: Engine,
  { strict, swept, pending }: Passing,
): Promise<{ readonly fired: boolean; readonly before: Temporal.Instant | null }> => {
  const now = engine.workspace.clock.now();
  let fired = false;
  for (let next = swept ? await look(engine) : pending; ; next = await look(engine)) {
    const at = earlier(next.moment, next.overdue);
    if (at === null || !isDue(at, now)) break;
    if (isBefore(next.step, at)) return { fired, before: at };
    const { count, rest } = await passNext(engine, next);
    if (count === 0) break;
    fired = true;
    if (rest && !strict) break;
  }
  return { fired, before: null };
};

/** What passes next: moments, or the dues of activities; moments first where they come together. */
const passNext = async (engine: Engine, { moment, overdue }: Pending): Promise<Fired> => {
  const isOverdue = overdue !== null && (moment === null || isBefore(overdue, moment));
  const count = isOverdue ? await engine.run(reportOverdue) : 0;
  // Where another worker reports them, this one goes on.
  return count > 0 ? { count, rest: false } : engine.run((context) => fireDue(context));
};

const earlier = (left: Temporal.Instant | null, right: Temporal.Instant | null): Temporal.Instant | null =>
  right !== null && (left === null || isBefore(right, left)) ? right : left;

const isBefore = (step: Temporal.Instant | null, moment: Temporal.Instant): boolean =>
  step !== null && Temporal.Instant.compare(step, moment) < 0;

const look = (engine: Engine): Promise<Pending> => inOneStatement(engine.workspace, readPending);

const isDue = (at: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  at !== null && Temporal.Instant.compare(at, now) <= 0;

/** When there is something to do next; null when nothing waits for a known moment. */
export const nextRoundAt = async (engine: Engine): Promise<Temporal.Instant | null> =>
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
