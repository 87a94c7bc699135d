import { asText } from "@cadencia/core/model";
import { flipRanges, timeFields } from "@cadencia/core/filter";
import { addDuration, localDate, type BusinessCalendar, type Duration } from "@cadencia/core/schedule";
import { Graph, mergePaths, readRecords, RecordNode, type ChainLink, type Origin } from "../records/index.ts";
import { armFlip, SWEEP_HOURS, watchKind, type Arming } from "./arm.ts";
import type { AutomationContext } from "./context.ts";
import { removeIdleSweep } from "./idle/idle-sweep.repo.ts";
import { isIdle, sweepIdleFromNow, sweepIdles } from "./idle/sweep-idle.ts";
import { isolateSweep } from "./isolate-sweep.ts";
import { armLaterMoments, type Moment } from "./moments.repo.ts";
import { dottedPath, entryPaths, filterPaths } from "./paths.ts";
import { watchOverdue } from "./overdue/report-overdue.ts";
import { walkBack } from "./related.ts";
import type { Rule } from "./rule.ts";
import { watchesOf, type Watch } from "./rule-index.ts";
import { nextDate, recurs } from "./recurring/dates.ts";
import { later, seriesChangedAt } from "./recurring/last-change.ts";
import { followsSeries } from "./recurring/series.ts";
import {
  chainsOf,
  idsOfSeries,
  idsWithDateBetween,
  lastChangeOf,
  lastChangeOfAny,
  matchingIds,
} from "./search.repo.ts";
import { delaySweep, readSweeps, writeSweep } from "./sweep.repo.ts";

const CHUNK = 1000;
/** Of what is swept together with something due: another's horizon that is nearly a new one is left alone. */
const FRESH_HOURS = 42;

interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/**
 * Moves the horizon forward: finds what comes due before it by the index of each date field, and arms it. What
 * was changed since arms itself. Nothing asks "what happened since the last run", so nothing falls between two.
 * `of`: only of these automations.
 */
export const sweep = async (
  context: AutomationContext,
  { of }: { readonly of?: readonly string[] } = {},
): Promise<void> => {
  const { tx } = context.unit;
  const horizon = tx.now.add({ hours: SWEEP_HOURS });
  const fresh = tx.now.add({ hours: FRESH_HOURS });
  const swept = await readSweeps(tx, of);
  const timed = Map.groupBy(timedWatches(context), (watch) => watch.rule.id);
  // Also of those that time no longer concerns (the runs of an older version have ended): a horizon that stays behind
  // would make this due for ever.
  for (const [id, { until: from, attempt }] of swept) {
    if (Temporal.Instant.compare(from, fresh) >= 0) continue;
    const work = async () => {
      for (const watch of timed.get(id) ?? []) await sweepWatch(context, watch, { from, to: horizon });
      await writeSweep(tx, id, { until: horizon, needed: true });
    };
    await isolateSweep(context, id, { attempt, work, delay: (until) => delaySweep(tx, id, until) });
  }
  await sweepIdles(context, of);
};

/** Arms what a rule that was just switched on needs before the next sweep, and what ends runs of its older versions. */
export const sweepRule = async (context: AutomationContext, rule: Rule): Promise<void> => {
  await removeIdleSweep(context.unit.tx, rule.id);
  if (isIdle(rule)) await sweepIdleFromNow(context, rule);
  await watchOverdue(context, rule);
  const span = { from: context.unit.tx.now, to: context.unit.tx.now.add({ hours: SWEEP_HOURS }) };
  const timed = watchesOf(rule).filter(
    (watch) => watch.purpose === "date" || watch.watched.dependencies.time,
  );
  const older = context.rules.index.timed
    .filter((watch) => watch.rule.id === rule.id && watch.rule.version !== rule.version)
    .flatMap(asOlder);
  for (const watch of [...timed, ...older]) await sweepWatch(context, watch, span);
  await writeSweep(context.unit.tx, rule.id, { until: span.to, needed: timed.length + older.length > 0 });
};

/** The version that was current until now ends runs by its filter, as older ones do, and starts none. */
const asOlder = (watch: Watch): readonly Watch[] => {
  if (watch.purpose !== "enters") return [watch];
  return watch.rule.definition.enrollment.exit.leaves ? [{ ...watch, purpose: "leaves" }] : [];
};

/** What must be swept at all; without any, time can pass in one leap. */
const timedWatches = ({ rules }: AutomationContext): readonly Watch[] => [
  ...rules.index.timed,
  ...rules.index.dated,
];

const sweepWatch = async (context: AutomationContext, watch: Watch, span: Span): Promise<void> => {
  if (watch.purpose === "date") return sweepDates(context, watch, span);
  const { ranges, instants } = flipRanges(watch.watched.filter, span, context.unit.catalog.calendar);
  const { unit } = context;
  const found = new Set<string>();
  for (const range of ranges) {
    const ids = await idsWithDateBetween(unit, range, range);
    for (const id of range.path.length === 0 ? ids : await walkBack(unit, range.path, { ids })) found.add(id);
  }
  for await (const ids of chunksOf(context, watch.rule.object, { found, all: instants.length > 0 })) {
    await armFlips(context, watch, { ids, since: span.from });
  }
};

/** The records found by thousands; where the clock itself is asked, every record of the object. */
async function* chunksOf(
  { unit }: AutomationContext,
  object: string,
  { found, all }: { found: ReadonlySet<string>; all: boolean },
): AsyncGenerator<readonly string[]> {
  if (!all) {
    const ids = [...found].toSorted();
    for (let start = 0; start < ids.length; start += CHUNK) yield ids.slice(start, start + CHUNK);
    return;
  }
  for (let after: string | null = null; ;) {
    const ids: string[] = await matchingIds(unit, { object, filter: null, after, limit: CHUNK });
    if (ids.length === 0) return;
    yield ids;
    after = ids.at(-1) ?? null;
  }
}

const armFlips = async (
  context: AutomationContext,
  watch: Watch,
  { ids, since }: { ids: readonly string[]; since: Temporal.Instant },
): Promise<void> => {
  const nodes = await loadNodes(context, watch.rule, { ids, lock: "none" });
  const fields = timeFields(watch.watched.filter).filter((each) => each.path.length === 0);
  const chains = await chainsOf(
    context.unit,
    fields.map((each) => each.field),
    ids,
  );
  const judged = await lastChangeOfAny(context.unit, [...watch.watched.dependencies.own, "archived"], ids);
  const armings = nodes.map((record): Arming => {
    // A later edit of what the filter reads has judged the record itself: moments before it are settled. One of
    // anything else has not.
    const edited = Temporal.Instant.from(judged.get(record.id) ?? asText(record.value("created_at")));
    const from = Temporal.Instant.compare(edited, since) > 0 ? edited : since;
    return armFlip(context, watch, { record, origin: causedBy(chains.get(record.id)), since: from });
  });
  await armLaterMoments(
    context.unit.tx,
    armings.flatMap((arming) => (arming.kind === "arm" ? [arming.moment] : [])),
  );
};

/** A moment that an automation's own write set belongs to its chain, however much later it is armed (promise 6). */
const causedBy = (
  known: { depth: number; chain: readonly ChainLink[] } | undefined,
): Pick<Origin, "cause"> => ({
  cause: known === undefined ? null : { step: null, run: null, automation: null, ...known },
});

const loadNodes = async (
  { unit }: AutomationContext,
  rule: Rule,
  { ids, lock }: { ids: readonly string[]; lock: "none" | "share" },
): Promise<RecordNode[]> => {
  const records = await readRecords(unit.tx, unit.object(rule.object), ids, lock);
  const nodes = records
    .filter((record) => record.deletedAt === null && record.values["archived"] !== true)
    .map((record) => new RecordNode(record));
  const paths = mergePaths([
    entryPaths(rule),
    rule.trigger.kind === "enters" ? filterPaths(rule.trigger.watched.filter) : {},
    rule.trigger.kind === "date" ? dottedPath(rule.trigger.field) : {},
    filterPaths(rule.goal?.filter ?? null),
  ]);
  await new Graph(unit.tx, unit.catalog.model, lock).load(nodes, paths);
  return nodes;
};

const sweepDates = async (context: AutomationContext, watch: Watch, span: Span): Promise<void> => {
  const { unit } = context;
  const { trigger } = watch.rule;
  if (trigger.kind !== "date") return;
  const related = watch.watched.dependencies.related.findLast((each) => each.field !== "deleted_at");
  const place =
    trigger.field.includes(".") && related !== undefined
      ? related
      : { path: [], object: watch.rule.object, field: trigger.field };
  const type = unit.object(place.object).fields.get(place.field)?.type ?? "datetime";
  const values = valuesBefore(span, {
    offset: trigger.offset,
    day: type === "date",
    calendar: unit.catalog.calendar,
  });
  const found = await idsWithDateBetween(unit, place, values);
  // Occurrences of a recurring event come long after the date that it bears.
  const series = followsSeries(watch.rule.object, trigger.field) ? await idsOfSeries(unit, values.to) : [];
  const ids = series.length === 0 ? found : [...new Set([...found, ...series])].toSorted();
  const roots = place.path.length === 0 ? ids : await walkBack(unit, place.path, { ids });
  for (let start = 0; start < roots.length; start += CHUNK) {
    await armDates(context, watch, { ids: roots.slice(start, start + CHUNK), span });
  }
};

/** Days around a span that clamped month ends, DST and hours of the day can move a moment by. */
const MARGIN_DAYS = { bd: 21, bh: 21, mo: 5, y: 5, w: 2, d: 2, h: 1, m: 1 } as const;

/** The values of a date field whose moment could lie in the span, somewhat widened. */
const valuesBefore = (
  { from, to }: Span,
  { offset, day, calendar }: { offset: Duration | null; day: boolean; calendar: BusinessCalendar },
): { from: string; to: string } => {
  const back = (instant: Temporal.Instant): Temporal.Instant =>
    offset === null ? instant : addDuration(instant, { ...offset, amount: -offset.amount }, calendar);
  const margin = { hours: 24 * (offset === null ? 2 : MARGIN_DAYS[offset.unit]) };
  const range = { from: back(from).subtract(margin), to: back(to).add(margin) };
  if (!day) return { from: range.from.toString(), to: range.to.toString() };
  return { from: localDate(range.from, calendar.timeZone), to: localDate(range.to, calendar.timeZone) };
};

const armDates = async (
  context: AutomationContext,
  watch: Watch,
  { ids, span }: { ids: readonly string[]; span: Span },
): Promise<void> => {
  const { unit } = context;
  // Held: a save that moved the date meanwhile would be overwritten with the moment of the old one.
  const nodes = await loadNodes(context, watch.rule, { ids, lock: "share" });
  const series = nodes.filter((record) => recurs(context, watch.rule, record));
  const changes = await seriesChangedAt(
    context,
    isPast(context, span.from) ? series.map(({ id }) => id) : [],
  );
  const dated = nodes.flatMap((record) => {
    const after = later(span.from, changes.get(record.id)?.subtract({ nanoseconds: 1 }));
    const at = nextDate(context, watch.rule, { record, after })?.at ?? null;
    return at !== null && isWithin(at, span) ? [{ record, at }] : [];
  });
  const single = dated.filter(({ record }) => !series.includes(record));
  const stale = await setAfterwards(context, watch.rule, single);
  const written =
    watch.rule.trigger.kind === "date"
      ? [watch.rule.trigger.field, ...(series.length > 0 ? ["rrule"] : [])]
      : [];
  const chains = await chainsOf(unit, written, ids);
  const moments = dated
    .filter(({ record }) => !stale.has(record.id))
    .map(({ record, at }): Moment => ({
      automation: watch.rule.id,
      record: record.id,
      kind: watchKind(watch),
      at: at.toString(),
      ...(chains.get(record.id) ?? { depth: 0, chain: [] }),
    }));
  await armLaterMoments(unit.tx, moments);
};

/** A sweep after downtime begins in the past. */
const isPast = ({ unit }: AutomationContext, from: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from, unit.tx.now) < 0;

const isWithin = (instant: Temporal.Instant, { from, to }: Span): boolean =>
  Temporal.Instant.compare(instant, from) > 0 && Temporal.Instant.compare(instant, to) <= 0;

/** After downtime: a date that was set when its moment had passed does not fire (it was late then). */
const setAfterwards = async (
  { unit }: AutomationContext,
  rule: Rule,
  dated: readonly { readonly record: RecordNode; readonly at: Temporal.Instant }[],
): Promise<ReadonlySet<string>> => {
  const past = dated.filter(({ at }) => Temporal.Instant.compare(at, unit.tx.now) < 0);
  if (past.length === 0 || rule.trigger.kind !== "date") return new Set();
  const changes = await lastChangeOf(
    unit,
    rule.trigger.field,
    past.map(({ record }) => record.id),
  );
  return new Set(
    past
      .filter(({ record, at }) => {
        const changed = changes.get(record.id);
        return changed !== undefined && Temporal.Instant.compare(Temporal.Instant.from(changed), at) > 0;
      })
      .map(({ record }) => record.id),
  );
};
