import { Graph, type Origin, type RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import type { Candidate } from "../enroll.ts";
import { armMoments, idleSince, type Moment } from "../moments.repo.ts";
import { entryPaths } from "../paths.ts";
import type { IdleRule } from "../rule.ts";
import { logNotStarted } from "../run-log.repo.ts";
import { idleMoment } from "./since-range.ts";
import { watchedBy } from "./sweep-idle.ts";
import { askedKey, lastThings } from "./things.repo.ts";

interface Due {
  readonly moment: Moment;
  readonly rule: IdleRule;
  readonly record: RecordNode;
}

/**
 * Spells that would have lasted long enough now: those that nothing ended meanwhile start a run. One that something
 * ended was armed anew from there by a sweep, or will be.
 */
export const idleCandidates = async (
  context: AutomationContext,
  moments: readonly Moment[],
  { nodes, originOf }: { nodes: ReadonlyMap<string, RecordNode>; originOf: (moment: Moment) => Origin },
): Promise<Candidate[]> => {
  const { unit, rules } = context;
  const found = moments.flatMap((moment): Due[] => {
    const rule = rules.index.idle.find(({ id }) => id === moment.automation);
    const record = nodes.get(moment.record);
    return rule === undefined || record === undefined ? [] : [{ moment, rule, record }];
  });
  const candidates: Candidate[] = [];
  for (const [rule, group] of Map.groupBy(found, (each) => each.rule)) {
    const due = await stillIdle(context, rule, group);
    await new Graph(unit.tx, unit.catalog.model, "share").load(
      due.map(({ record }) => record),
      entryPaths(rule),
    );
    candidates.push(
      ...due.map(({ moment, record }) => ({
        rule,
        record,
        origin: originOf(moment),
        base: Temporal.Instant.from(moment.at),
        occasion: idleOccasion(idleSince(moment.kind)),
        payload: undefined,
      })),
    );
  }
  return candidates;
};

const stillIdle = async (context: AutomationContext, rule: IdleRule, due: readonly Due[]): Promise<Due[]> => {
  const { tx } = context.unit;
  const asked = due.map(({ moment }) => ({ record: moment.record, until: moment.at }));
  const last = await lastThings(context.unit, watchedBy(rule), asked);
  const idle = due.filter(({ moment }) => {
    const thing = last.get(askedKey({ record: moment.record, until: moment.at }));
    return thing !== undefined && isSame(thing, idleSince(moment.kind));
  });
  // Holidays and hours may have been changed since it was armed.
  const later = idle.flatMap(({ moment }) => {
    const at = momentOf(context, rule, idleSince(moment.kind));
    const moved = at !== null && Temporal.Instant.compare(at, Temporal.Instant.from(moment.at)) > 0;
    return moved ? [{ ...moment, at: at.toString() }] : [];
  });
  await armMoments(tx, later);
  const put = new Set(later.map(({ record, kind }) => `${record}/${kind}`));
  const now = idle.filter(({ moment }) => !put.has(`${moment.record}/${moment.kind}`));
  const archived = now.filter(({ record }) => record.value("archived") === true);
  await logNotStarted(
    tx,
    archived.map(({ moment }) => ({
      automation: rule.id,
      version: rule.version,
      record: moment.record,
      reason: "record_archived",
      detail: null,
    })),
  );
  return now.filter((each) => !archived.includes(each));
};

const momentOf = (
  { unit }: Pick<AutomationContext, "unit">,
  rule: IdleRule,
  since: string,
): Temporal.Instant | null =>
  idleMoment(Temporal.Instant.from(since), rule.trigger.length, unit.catalog.calendar);

const isSame = (left: string, right: string): boolean =>
  Temporal.Instant.from(left).equals(Temporal.Instant.from(right));

/** One spell starts one run, however often it is looked at. */
const idleOccasion = (since: string): string => `idle:${Temporal.Instant.from(since).toString()}`;

/** The occasion of each record that had been idle long enough at that instant; for "existing". */
export const idleOccasions = async (
  { unit }: AutomationContext,
  rule: IdleRule,
  { records, at: then }: { readonly records: readonly string[]; readonly at: Temporal.Instant },
): Promise<ReadonlyMap<string, string>> => {
  const until = then.toString();
  const last = await lastThings(
    unit,
    watchedBy(rule),
    records.map((record) => ({ record, until })),
  );
  return new Map(
    records.flatMap((record) => {
      const since = last.get(askedKey({ record, until }));
      if (since === undefined) return [];
      const at = momentOf({ unit }, rule, since);
      return at === null || Temporal.Instant.compare(at, then) > 0
        ? []
        : [[record, idleOccasion(since)] as const];
    }),
  );
};
