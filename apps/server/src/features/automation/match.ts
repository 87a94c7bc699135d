import { asText } from "@cadencia/core/model";
import { evaluate, rangeJudge } from "@cadencia/core/filter";
import {
  Graph,
  mergePaths,
  RecordNode,
  type PathTree,
  type Save,
  type StoredRecord,
} from "../records/index.ts";
import { completeOnStageChange } from "./auto-complete.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import { enroll, type Candidate } from "./enroll.ts";
import { removeMemberships } from "./membership.repo.ts";
import { clearMomentsOfRecords } from "./moments.repo.ts";
import { raiseEvents } from "./events.ts";
import { holdFormerRelated } from "./hold-related.ts";
import { armBackdated, isBackdated } from "./idle/arm-backdated.ts";
import { entryPaths, filterPaths } from "./paths.ts";
import { postponeRelated } from "./postpone.ts";
import { eventsOf, reportsEvent } from "./product-events.ts";
import { traceInactive } from "./trace.ts";
import { walkBack } from "./related.ts";
import type { Rule, Watched } from "./rule.ts";
import type { Watch, WayBack } from "./rule-index.ts";
import { endRuns } from "./exit.ts";
import { endReplied, isReply } from "./replies.ts";
import { movesDates, moveUntilSteps } from "./until.ts";
import { judgeWatches, looksAt, type Look } from "./watch.ts";

/** A save judges this many related records itself; beyond that a job commits with it (automation.md). */
const MOST_RELATED = 1000;

/** Everything that a save brings about for automations, in the order that the contract gives. */
export const matchSaves = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  await holdFormerRelated(context, saves);
  await endWhatIsGone(context, saves);
  const started = await triggered(context, saves);
  const looks = [...ownLooks(context, saves), ...(await relatedLooks(context, saves))];
  const entered = await judgeWatches(context, looks);
  // After what filters ask has been read: that is how things stood at the save.
  if (context.rules.completesByStage) await completeOnStageChange(context, saves);
  await enroll(context, [...started, ...entered]);
  await armBackdated(context, saves);
  if (context.rules.waitsUntil) await moveUntilSteps(context, saves);
  await endReplied(context, saves);
  await raiseEvents(context, eventsOf(saves));
  await traceInactive(context, saves);
};

/** The same for saves that others may have followed since: what the members know of them, only the members can tell. */
export const matchLate = (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  for (const save of saves) flipping.set(save, watchesOfSave(context.rules.index, save));
  return matchSaves(context, saves);
};

/** Whether any automation could be concerned; if not, nothing is asked of the database. */
export const isConcerned = (context: AutomationContext, save: Save): boolean => {
  const { rules } = context;
  const { index } = rules;
  const object = save.object.key;
  if (rules.inactive.length > 0) return true;
  if (reportsEvent(save)) return true;
  if (rules.endedByReply.size > 0 && isReply(save)) return true;
  if (save.kind !== "updated" && save.kind !== "created") return true;
  if (index.onSave(save).length > 0 || isBackdated(context, save)) return true;
  if (save.kind === "created") return index.birthWatches(save).length > 0 || index.isReached(object);
  return (
    watchesThatMayFlip(context, save).length > 0 ||
    index.waysBack(object, save.changed).length > 0 ||
    (rules.completesByStage && save.changed.has("stage")) ||
    (rules.waitsUntil && movesDates(save))
  );
};

/** The active automations that may care for a save: by what it is, and by the fields that it changed. */
export const automationsConcerned = ({ rules }: AutomationContext, save: Save): readonly Rule[] => {
  const { index } = rules;
  const found = new Set([
    ...index.onSave(save),
    ...watchesOfSave(index, save).map(({ rule }) => rule),
    ...index.waysBack(save.object.key, reachedChanges(save)).map(({ watch }) => watch.rule),
    ...eventsOf([save]).flatMap(({ name, object }) =>
      index.events(name).filter((rule) => rule.object === object),
    ),
  ]);
  return [...found];
};

const endWhatIsGone = async ({ unit }: AutomationContext, saves: readonly Save[]): Promise<void> => {
  const of = (kind: Save["kind"]): string[] =>
    saves.filter((save) => save.kind === kind).map((save) => save.after.id);
  const deleted = of("deleted");
  if (deleted.length > 0) {
    await removeMemberships(unit.tx, deleted);
    await clearMomentsOfRecords(unit.tx, deleted);
    await endRuns(unit, { records: deleted }, { reason: "record_deleted" });
  }
  const archived = of("archived");
  if (archived.length === 0) return;
  await clearMomentsOfRecords(unit.tx, archived);
  await endRuns(
    unit,
    { records: archived, startedBefore: unit.tx.now.toString() },
    { reason: "record_archived" },
  );
};

/** `on` triggers: what the save itself starts. */
const triggered = async (context: AutomationContext, saves: readonly Save[]): Promise<Candidate[]> => {
  const { unit, rules } = context;
  const matched = saves.flatMap((save) =>
    rules.index
      .onSave(save)
      .map((rule) => ({ rule, save, node: new RecordNode(save.after), before: beforeNode(save) })),
  );
  const graph = new Graph(unit.tx, unit.catalog.model, "share");
  for (const group of Map.groupBy(matched, ({ save }) => save.object.key).values()) {
    const ruleSet = [...new Set(group.map(({ rule }) => rule))];
    await graph.load(
      group.map(({ node }) => node),
      mergePaths(ruleSet.map(entryPaths)),
    );
    const before = group.flatMap((each) => each.before ?? []);
    await graph.load(
      before,
      mergePaths(ruleSet.flatMap((rule) => [beforePaths(rule), filterPaths(rule.when)])),
    );
  }
  return matched
    .filter(({ rule, before }) => wasBefore(context, rule, before))
    .map(({ rule, save, node, before }): Candidate => ({
      rule,
      record: node,
      before,
      origin: save.origin,
      base: unit.tx.now,
      occasion: null,
      payload: undefined,
    }));
};

const beforeNode = (save: Save): RecordNode | null =>
  save.before === null || save.kind === "created" ? null : new RecordNode(save.before);

const beforePaths = ({ trigger }: Rule): PathTree =>
  trigger.kind === "on" ? filterPaths(trigger.before) : {};

/** `before` is tested on the record as it was; on creation it is ignored. */
const wasBefore = (context: AutomationContext, { trigger }: Rule, before: RecordNode | null): boolean => {
  if (trigger.kind !== "on" || trigger.before === null || before === null) return true;
  return evaluate(trigger.before, before, judgedNow(context));
};

/** The watches on the record's own fields. */
export const ownLooks = (context: AutomationContext, saves: readonly Save[]): Look[] =>
  saves.flatMap((save) => {
    const watches = watchesThatMayFlip(context, save);
    if (watches.length === 0) return [];
    const record = new RecordNode(save.after);
    return watches.map((watch): Look => ({ watch, record, origin: save.origin, save }));
  });

/** Asked whether the save concerns anybody, and again when it is matched. */
const flipping = new WeakMap<Save, readonly Watch[]>();

/**
 * Where the record alone decides, neither its relations nor the clock, the save itself tells whether it entered or
 * left: a filter that holds as little as before, or as much, asks nothing of the members. Of 100 automations on
 * one stage that want other amounts each cost 15 µs there, and costs 1 µs here.
 */
const watchesThatMayFlip = (context: AutomationContext, save: Save): readonly Watch[] => {
  const known = flipping.get(save);
  if (known !== undefined) return known;
  const watches = watchesOfSave(context.rules.index, save).filter(mayFlip(context, save));
  flipping.set(save, watches);
  return watches;
};

const mayFlip = (context: AutomationContext, { kind, before, after }: Save): ((watch: Watch) => boolean) => {
  if (kind !== "updated" || before === null) return () => true;
  const now = judgedNow(context);
  const judge = (record: StoredRecord): ((watched: Watched) => boolean) => {
    const node = new RecordNode(record);
    const stage = asText(record.values["stage"]);
    const isWithin = rangeJudge((field) => record.values[field]);
    return ({ filter, stages, ranges }) =>
      (stages === null || stages.has(stage)) && ranges.every(isWithin) && evaluate(filter, node, now);
  };
  const [was, is] = [judge(before), judge(after)];
  return ({ purpose, watched }) => purpose !== "enters" || !watched.alone || was(watched) !== is(watched);
};

const watchesOfSave = (index: AutomationContext["rules"]["index"], save: Save): readonly Watch[] => {
  switch (save.kind) {
    case "created":
      return index.birthWatches(save);
    case "restored":
    case "unarchived":
      return index.allWatches(save.object.key);
    case "updated":
    case "archived":
      return index.ownWatches(save);
    case "deleted":
    case "merged":
      return [];
  }
};

/** The records that filters reach this one from. */
const relatedLooks = async (context: AutomationContext, saves: readonly Save[]): Promise<Look[]> => {
  const ways = new Map<WayBack, Save[]>();
  for (const save of saves) {
    for (const way of context.rules.index.waysBack(save.object.key, reachedChanges(save))) {
      const known = ways.get(way);
      if (known === undefined) ways.set(way, [save]);
      else known.push(save);
    }
  }
  const looks: Look[] = [];
  for (const [way, group] of ways) looks.push(...(await followWay(context, way, group)));
  return looks;
};

/** Coming into being changes all fields; going and coming back is a change of `deleted_at`. */
export const reachedChanges = ({ object, kind, changed }: Save): ReadonlySet<string> => {
  switch (kind) {
    case "created":
      return new Set([...object.fields.keys(), "deleted_at"]);
    case "deleted":
    case "restored":
    case "merged":
      return new Set(["deleted_at"]);
    default:
      return changed;
  }
};

const followWay = async (
  context: AutomationContext,
  way: WayBack,
  saves: readonly Save[],
): Promise<Look[]> => {
  const { unit } = context;
  const reached = await walkBack(unit, way.path, { saves });
  if (reached.length === 0) return [];
  const origins = await originsOf(context, way, { saves, reached });
  const looks: Look[] = [];
  for (const [origin, ids] of Map.groupBy(origins.keys(), (id) => origins.get(id))) {
    if (origin === undefined) continue;
    if (ids.length > MOST_RELATED) await postponeRelated(context, way, { ids, origin });
    else looks.push(...(await looksAt(context, way.watch, { ids, origin })));
  }
  return looks;
};

/**
 * Which save's chain of causes each record found belongs to. A batch of one cause is walked back once; of several
 * each is walked by itself: what one record's step brings about must not count against another's (promise 6).
 */
const originsOf = async (
  { unit }: AutomationContext,
  way: WayBack,
  { saves, reached }: { saves: readonly Save[]; reached: readonly string[] },
): Promise<ReadonlyMap<string, Save["origin"]>> => {
  const causes = [...Map.groupBy(saves, ({ origin }) => origin.cause?.step ?? null).values()];
  const origins = new Map<string, Save["origin"]>();
  for (const group of causes) {
    const [first] = group;
    if (first === undefined) continue;
    const ids = causes.length === 1 ? reached : await walkBack(unit, way.path, { saves: group });
    for (const id of ids) if (!origins.has(id)) origins.set(id, first.origin);
  }
  return origins;
};
