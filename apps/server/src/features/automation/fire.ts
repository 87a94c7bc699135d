import { Graph, mergePaths, readRecords, RecordNode, type Cause, type Origin } from "../records/index.ts";
import { dateMoment, dateOccasion, isToday, watchKind } from "./arm.ts";
import { armNextOccurrences } from "./recurring/arm-next.ts";
import { nextDate, recurs, type Dated } from "./recurring/dates.ts";
import type { AutomationContext } from "./context.ts";
import { enroll, type Candidate } from "./enroll.ts";
import { insertJobs } from "./jobs/jobs.repo.ts";
import { startEach } from "./jobs/start-each.ts";
import { asPart, firePart } from "./many-records.ts";
import { idleCandidates } from "./idle/fire-idle.ts";
import {
  concernsMany,
  isIdleKind,
  momentKey,
  readDueMoments,
  takeMoments,
  type Moment,
  type WhichMoments,
} from "./moments.repo.ts";
import { dottedPath, entryPaths } from "./paths.ts";
import { errorText } from "./retry.ts";
import type { Rule } from "./rule.ts";
import { logNotStarted } from "./run-log.repo.ts";
import { armNext, judgeWatches, type Look } from "./watch.ts";

/** Moments of one instant that one transaction takes in hand. */
const MOST_MOMENTS = 1000;

export interface Fired {
  readonly count: number;
  /** Something over many records has done a part and goes on at the same instant. */
  readonly rest: boolean;
}

/**
 * What the passing of time starts and ends: the earliest instant that is due, with all its moments. Answers how
 * many there were; call again until it is none, so that what an earlier instant brought bears on the later ones.
 */
export const fireDue = async (context: AutomationContext, which: WhichMoments = {}): Promise<Fired> => {
  const read = await readDueMoments(context.unit.tx, { limit: MOST_MOMENTS, ...which });
  const one = read.find(({ kind }) => concernsMany(kind));
  // Of those over many records one at a time: a transaction holds no more than a part of one.
  const due = read.filter((moment) => moment === one || !concernsMany(moment.kind));
  if (due.length === 0) return { count: 0, rest: false };
  const attempt = await context.unit.attempt(() => fire(context, due));
  if (attempt.ok) return { count: due.length, rest: attempt.result };
  for (const moment of due) await fireAlone(context, moment);
  return { count: due.length, rest: false };
};

/** As the workers do it: what was due of a record before a moment is done before it, whoever has it in hand. */
export const fireInOrder = (context: AutomationContext): Promise<Fired> =>
  fireDue(context, { afterSteps: true });

/** One that cannot be judged holds up no other (promise 4): it becomes a job, which is tried again. */
const fireAlone = async (context: AutomationContext, moment: Moment): Promise<void> => {
  const { unit } = context;
  const attempt = await unit.attempt(async () => {
    await fire(context, [moment], { each: true });
    await unit.flush();
  });
  if (attempt.ok) return;
  const taken = await takeMoments(unit.tx, [moment]);
  if (!taken.has(momentKey(moment))) return;
  // What comes next does not depend on this one.
  await unit.attempt(() => armOccurrenceAfter(context, moment));
  const part = await unit.attempt(() => asPart(context, moment));
  const task = part.ok ? part.result : moment;
  await insertJobs(unit.tx, [{ kind: "moment", task, error: errorText(attempt.error) }]);
};

interface Manner {
  /** Where something over many records fails for some of them, those are tried again by themselves. */
  readonly each?: boolean;
  /** However many they are. */
  readonly all?: boolean;
  /** What follows was armed when it failed first. */
  readonly again?: boolean;
}

/** Answers whether something is left that goes on at the same instant. */
const fire = async (
  context: AutomationContext,
  due: readonly Moment[],
  manner: Manner = {},
): Promise<boolean> => {
  const nodes = await lockRecords(context, due);
  const taken = await takeMoments(context.unit.tx, due);
  const mine = due.filter((moment) => taken.has(momentKey(moment)));
  return bringAbout(context, mine, { nodes, ...manner });
};

/** Tries again to do what a moment was to bring about, as of its instant. */
export const fireAgain = async (
  context: AutomationContext,
  moment: Moment,
  { all }: { readonly all: boolean },
): Promise<void> => {
  const nodes = await lockRecords(context, [moment]);
  await bringAbout(context, [moment], { nodes, each: true, all, again: true });
};

/** Arms what follows a moment that is never brought about. */
export const armAfter = async (context: AutomationContext, moment: Moment): Promise<void> => {
  const look = lookOf(context, moment, await lockRecords(context, [moment]));
  if (look !== null) await armNext(context, look);
};

/** Arms the occurrence after one that could not be started. */
const armOccurrenceAfter = async (context: AutomationContext, moment: Moment): Promise<void> => {
  const nodes = await lockRecords(context, [moment]);
  await armNextOccurrences(context, await datedMoments(context, [moment], nodes));
};

const bringAbout = async (
  context: AutomationContext,
  mine: readonly Moment[],
  {
    nodes,
    each = false,
    all = false,
    again = false,
  }: Manner & { readonly nodes: ReadonlyMap<string, RecordNode> },
): Promise<boolean> => {
  const looks = mine.flatMap((moment) => lookOf(context, moment, nodes) ?? []);
  const dates = await datedMoments(context, mine, nodes);
  const dated = dates.flatMap((date) => dateCandidate(context, date) ?? []);
  if (!again) await armNextOccurrences(context, dates);
  const entered = await judgeWatches(context, looks);
  const many = mine.find(({ kind }) => concernsMany(kind));
  const part = many === undefined ? null : await firePart(context, many, originOf(many));
  const idle = await idleCandidates(
    context,
    mine.filter((moment) => isIdleKind(moment.kind)),
    { nodes, originOf },
  );
  const others = [...dated, ...entered, ...idle];
  const ofMany = part?.candidates ?? [];
  if (each) await startEach(context, ofMany, { all });
  await enroll(context, each ? others : [...others, ...ofMany]);
  return part?.rest === true;
};

const ruleOf = ({ rules }: AutomationContext, id: string): Rule | undefined =>
  rules.active.find((rule) => rule.id === id);

/** Records are locked before their moments are taken: the order in which saves lock them. */
const lockRecords = async (
  context: AutomationContext,
  moments: readonly Moment[],
): Promise<ReadonlyMap<string, RecordNode>> => {
  const { unit } = context;
  const byObject = Map.groupBy(
    moments.filter((moment) => !concernsMany(moment.kind)),
    (moment) => ruleOf(context, moment.automation)?.object,
  );
  const nodes = new Map<string, RecordNode>();
  for (const [object, group] of byObject) {
    if (object === undefined) continue;
    const ids = [...new Set(group.map((moment) => moment.record))];
    for (const record of await readRecords(unit.tx, unit.object(object), ids, "update")) {
      if (record.deletedAt === null) nodes.set(record.id, new RecordNode(record));
    }
  }
  return nodes;
};

/** The chain of causes of a moment that an automation's own write armed. */
const originOf = ({ depth, chain }: Moment): Origin => {
  const cause: Cause | null =
    chain.length === 0 ? null : { step: null, run: null, automation: null, depth, chain };
  return { actor: null, cause, runAutomations: true };
};

const lookOf = (
  context: AutomationContext,
  moment: Moment,
  nodes: ReadonlyMap<string, RecordNode>,
): Look | null => {
  const record = nodes.get(moment.record);
  if (record === undefined || record.value("archived") === true) return null;
  const watch = context.rules.index
    .allWatches(record.object)
    .find((candidate) => candidate.rule.id === moment.automation && watchKind(candidate) === moment.kind);
  if (watch === undefined || watch.purpose === "date") return null;
  return { watch, record, origin: originOf(moment), save: null, at: Temporal.Instant.from(moment.at) };
};

interface DueDate {
  readonly moment: Moment;
  readonly rule: Rule;
  readonly record: RecordNode;
}

/** Those whose record is there, with what their rules look at. */
const datedMoments = async (
  context: AutomationContext,
  moments: readonly Moment[],
  nodes: ReadonlyMap<string, RecordNode>,
): Promise<DueDate[]> => {
  const found = moments.flatMap((moment) => {
    const rule = moment.kind === "date" ? ruleOf(context, moment.automation) : undefined;
    const record = nodes.get(moment.record);
    return rule === undefined || record === undefined ? [] : [{ moment, rule, record }];
  });
  for (const group of Map.groupBy(found, ({ rule }) => rule.object).values()) {
    const rules = [...new Set(group.map(({ rule }) => rule))];
    const paths = rules.flatMap((rule) => [
      entryPaths(rule),
      rule.trigger.kind === "date" ? dottedPath(rule.trigger.field) : {},
    ]);
    const graph = new Graph(context.unit.tx, context.unit.catalog.model, "share");
    await graph.load(
      group.map(({ record }) => record),
      mergePaths(paths),
    );
  }
  const archived = found.filter(({ record }) => record.value("archived") === true);
  await logNotStarted(
    context.unit.tx,
    archived.map(({ moment, rule }) => ({
      automation: rule.id,
      version: rule.version,
      record: moment.record,
      reason: "record_archived",
      detail: null,
    })),
  );
  return found.filter((each) => !archived.includes(each));
};

/** The date may have moved since the moment was armed; then it was armed anew, and this one is nobody's. */
const dateCandidate = (context: AutomationContext, { moment, rule, record }: DueDate): Candidate | null => {
  const at = Temporal.Instant.from(moment.at);
  const dated = nextDate(context, rule, { record, after: at.subtract({ nanoseconds: 1 }) });
  const isNow = dated !== null && dated.at.equals(at);
  const atOnce = isNow ? null : earlierToday(context, { moment, rule, record });
  const found = isNow ? dated : atOnce;
  if (found === null) return null;
  return {
    rule,
    record: found.record,
    origin: originOf(moment),
    base: at,
    occasion: found.occasion,
    payload: undefined,
  };
};

/** A day without an hour that was today when it was set: it fires at once. */
const earlierToday = (context: AutomationContext, { moment, rule, record }: DueDate): Dated | null => {
  const at = dateMoment(context, rule, record);
  if (at === null || recurs(context, rule, record)) return null;
  const isEarlier = Temporal.Instant.compare(at, Temporal.Instant.from(moment.at)) < 0;
  return isEarlier && isToday(context, { rule, record, at })
    ? { at, occasion: dateOccasion(at), record }
    : null;
};
