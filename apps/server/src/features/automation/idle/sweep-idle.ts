import { ensureDateIndex } from "../../objects/index.ts";
import { SWEEP_HOURS } from "../arm.ts";
import type { AutomationContext } from "../context.ts";
import { armLaterMoments, idleKind, type Moment } from "../moments.repo.ts";
import type { IdleRule, Rule } from "../rule.ts";
import { isolateSweep } from "../isolate-sweep.ts";
import {
  delayIdleSweep,
  happenedAfter,
  readDueIdleSweeps,
  readJournalHorizon,
  writeIdleSweep,
  type JournalHorizon,
  type Settled,
} from "./idle-sweep.repo.ts";
import { idleMoment, shortest, sinceRange, type Span } from "./since-range.ts";
import { creationChains, thingsBetween, type Thing, type Watched } from "./things.repo.ts";

const HORIZON = SWEEP_HOURS * 3_600_000;
const AHEAD = 6 * 3_600_000;
/**
 * A transaction takes its instant from our clock before it begins in the database: by so much the two may differ, or
 * it may have waited. What is under way longer is asked for.
 */
const LEEWAY = 90_000;

export const isIdle = (rule: Rule): rule is IdleRule => rule.trigger.kind === "idle";

export const watchedBy = ({ object, trigger, activatedAt }: IdleRule): Watched => ({
  object,
  of: trigger.of,
  activatedAt: activatedAt === null ? null : Temporal.Instant.from(activatedAt),
});

/**
 * Moves the horizon of the idle automations whose turn it is. No save does anything for them: what happened in the
 * time before a span is read from the journal, and the moments that it leads to are armed.
 */
export const sweepIdles = async (context: AutomationContext, of?: readonly string[]): Promise<void> => {
  const { tx } = context.unit;
  if (context.rules.index.idle.length === 0) return;
  const due = await readDueIdleSweeps(tx, of);
  for (const rule of context.rules.index.idle) {
    const swept = due.get(rule.id);
    if (swept === undefined) continue;
    await isolateSweep(context, rule.id, {
      attempt: swept.attempt,
      work: () => sweepIdle(context, rule, swept.until),
      delay: (until) => delayIdleSweep(tx, rule.id, until),
    });
  }
};

/** Arms an automation that was just switched on: moments after now, of older records too. */
export const sweepIdleFromNow = async (context: AutomationContext, rule: IdleRule): Promise<void> => {
  const { tx } = context.unit;
  await ensureDateIndex(tx, rule.object, "created_at");
  const children = rule.trigger.of.flatMap((kind) => DATED[kind]);
  for (const [child, field] of children) await ensureDateIndex(tx, child, field);
  await sweepIdle(context, rule, tx.now);
};

const PLANS = [
  ["activity", "created_at"],
  ["activity", "done_at"],
  ["task", "created_at"],
  ["task", "done_at"],
  ["event", "created_at"],
] as const;

/** The dates that a sweep looks for things by, besides the journal's. */
const DATED: Readonly<Record<IdleRule["trigger"]["of"][number], readonly (readonly [string, string])[]>> = {
  activities: PLANS,
  calls: [
    ["activity", "done_at"],
    ["message", "created_at"],
  ],
  messages: [["message", "created_at"]],
  stage: [],
  edits: [],
};

/** What happens after this sweep leads to moments beyond the horizon, which is no further than the length itself. */
const sweepIdle = async (
  context: AutomationContext,
  rule: IdleRule,
  from: Temporal.Instant,
): Promise<void> => {
  const { unit } = context;
  const least = shortest(rule.trigger.length);
  const horizon = await readJournalHorizon(unit.tx);
  const leeway = Math.min(LEEWAY, least / 2);
  const reach = Math.min(HORIZON, least - leeway);
  const span = { from, to: unit.tx.now.add({ milliseconds: Math.floor(reach) }) };
  const range = sinceRange(span, rule.trigger.length, unit.catalog.calendar);
  for await (const things of thingsBetween(unit, watchedBy(rule), range)) {
    await armLaterMoments(unit.tx, await momentsOf(context, rule, { things, span }));
  }
  const nextAt = span.to.subtract({ milliseconds: Math.floor(Math.min(AHEAD, reach / 8)) });
  // What is under way bears the instant at which it began: from there on the next sweep looks again.
  const covered = span.to.subtract({ milliseconds: Math.ceil(horizon.underWay ?? 0) });
  await writeIdleSweep(unit.tx, rule.id, {
    until: Temporal.Instant.compare(covered, from) > 0 ? covered : from,
    nextAt,
    settled: isShort(rule) ? await settledBy(context, horizon, leeway) : null,
  });
};

/** Nothing is when anybody may still write, or has written what leads to a moment beyond the horizon. */
const settledBy = async (
  { unit: { tx } }: AutomationContext,
  horizon: JournalHorizon,
  leeway: number,
): Promise<Settled | null> => {
  const until = tx.now.subtract({ milliseconds: Math.floor(leeway) });
  if (horizon.underWay !== null || (await happenedAfter(tx, until))) return null;
  return { until, seq: horizon.seq };
};

/** Minutes and hours: whatever has happened leads to a moment within the horizon. Days may be closed ones. */
const isShort = ({ trigger: { length } }: IdleRule): boolean =>
  (length.unit === "m" || length.unit === "h") && shortest(length) <= HORIZON;

const momentsOf = async (
  { unit }: AutomationContext,
  rule: IdleRule,
  { things, span }: { things: readonly Thing[]; span: Span },
): Promise<Moment[]> => {
  const spells = things.flatMap(({ record, at: since, next }) => {
    const at = idleMoment(Temporal.Instant.from(since), rule.trigger.length, unit.catalog.calendar);
    if (at === null || !isWithin(at, span)) return [];
    if (next !== null && Temporal.Instant.compare(Temporal.Instant.from(next), at) <= 0) return [];
    return [{ record, since, at }];
  });
  const chains = await creationChains(unit, [...new Set(spells.map(({ record }) => record))]);
  return spells.map(({ record, since, at }) => ({
    automation: rule.id,
    record,
    kind: idleKind(since),
    at: at.toString(),
    ...(chains.get(record) ?? { depth: 0, chain: [] }),
  }));
};

const isWithin = (instant: Temporal.Instant, { from, to }: Span): boolean =>
  Temporal.Instant.compare(instant, from) > 0 && Temporal.Instant.compare(instant, to) <= 0;
