import type { RelationStep } from "@cadencia/core/filter";
import type { ChangeKind } from "../../platform/journal/index.ts";
import type { Save } from "../records/index.ts";
import type { IdleRule, Rule, Watched } from "./rule.ts";

/**
 * Something that must be looked at again when what it rests on changes: the `enters` filter of an active
 * automation, the goal of a version that runs are pinned to, the `enters` filter of such an older version, or the
 * field of a `date` trigger, whose moment is then armed anew.
 */
export interface Watch {
  readonly rule: Rule;
  readonly purpose: "enters" | "goal" | "leaves" | "date";
  readonly watched: Watched;
}

/** A way back from a changed record to the records whose watch it concerns. */
export interface WayBack {
  readonly watch: Watch;
  readonly path: readonly RelationStep[];
}

type Moved = Pick<Save, "object" | "changed" | "before" | "after">;

/** Who is concerned by a save, found without looking at every automation. */
export interface RuleIndex {
  /** `on` triggers of the kind of save; with a watch list, only those of which a field changed. */
  readonly onSave: (save: Pick<Save, "object" | "kind" | "changed">) => readonly Rule[];
  /**
   * Watches on the record's own fields of which one changed. A watch that holds only in certain stages is left out
   * where the record stood in none of them before and stands in none now: it was outside and stays outside.
   */
  readonly ownWatches: (save: Moved) => readonly Watch[];
  /** Those that a record which comes into being may satisfy, by its stage. */
  readonly birthWatches: (save: Moved) => readonly Watch[];
  /** All watches of the object. */
  readonly allWatches: (object: string) => readonly Watch[];
  readonly waysBack: (object: string, changed: ReadonlySet<string>) => readonly WayBack[];
  /** Whether saves of the object concern records related to it at all. */
  readonly isReached: (object: string) => boolean;
  readonly events: (event: string) => readonly Rule[];
  /** Rules that the passing of time may start or end something of. */
  readonly timed: readonly Watch[];
  readonly dated: readonly Watch[];
  readonly scheduled: readonly Rule[];
  readonly idle: readonly IdleRule[];
}

export const buildRuleIndex = (active: readonly Rule[], older: readonly Rule[]): RuleIndex => {
  const watches = [...active.flatMap(watchesOf), ...older.flatMap(watchesOfOlder)];
  const onSave = groups<Rule>();
  const byField = groups<Watch>();
  const byStage = groups<Watch>();
  const byObject = groups<Watch>();
  const back = groups<WayBack>();
  const reached = new Set<string>();
  for (const rule of active) {
    if (rule.trigger.kind === "on") for (const kind of rule.trigger.saves) addOnSave(onSave, kind, rule);
  }
  for (const watch of watches) {
    byObject.add(watch.rule.object, watch);
    for (const stage of stagesOf(watch)) byStage.add(`${watch.rule.object}@${stage}`, watch);
    for (const field of watch.watched.dependencies.own) {
      for (const stage of stagesOf(watch)) byField.add(`${watch.rule.object}/${field}@${stage}`, watch);
    }
    for (const related of watch.watched.dependencies.related) {
      reached.add(related.object);
      back.add(`${related.object}/${related.field}`, { watch, path: related.path });
    }
  }
  const events = groups<Rule>();
  for (const rule of active) if (rule.trigger.kind === "event") events.add(rule.trigger.event, rule);
  return {
    onSave: ({ object, kind, changed }) => {
      const fields = [ANY_FIELD, ...changed];
      return unique(fields.flatMap((field) => onSave.get(`${object.key}/${kind}/${field}`)));
    },
    ownWatches: ({ object, changed, before, after }) => {
      const stages = [...new Set([ANY_STAGE, stageOf(before), stageOf(after)])];
      const lists = [...changed].flatMap((field) =>
        stages.map((stage) => byField.get(`${object.key}/${field}@${stage}`)),
      );
      const filled = lists.filter((list) => list.length > 0);
      return filled.length < 2 ? (filled[0] ?? []) : unique(filled.flat());
    },
    birthWatches: ({ object, after }) =>
      [...new Set([ANY_STAGE, stageOf(after)])].flatMap((stage) => byStage.get(`${object.key}@${stage}`)),
    allWatches: (object) => byObject.get(object),
    waysBack: (object, changed) =>
      uniqueWays([...changed].flatMap((field) => back.get(`${object}/${field}`))),
    isReached: (object) => reached.has(object),
    events: (event) => events.get(event),
    timed: watches.filter((watch) => watch.watched.dependencies.time),
    dated: watches.filter((watch) => watch.purpose === "date"),
    scheduled: active.filter((rule) => rule.trigger.kind === "schedule"),
    idle: active.filter((rule): rule is IdleRule => rule.trigger.kind === "idle"),
  };
};

/** As if there were no others than these. */
export const indexOf = (index: RuleIndex, isOne: (rule: Rule) => boolean): RuleIndex => {
  const ofThese = ({ rule }: Watch): boolean => isOne(rule);
  return {
    ...index,
    onSave: (save) => index.onSave(save).filter(isOne),
    ownWatches: (save) => index.ownWatches(save).filter(ofThese),
    birthWatches: (save) => index.birthWatches(save).filter(ofThese),
    allWatches: (object) => index.allWatches(object).filter(ofThese),
    waysBack: (object, changed) => index.waysBack(object, changed).filter(({ watch }) => ofThese(watch)),
    events: (event) => index.events(event).filter(isOne),
  };
};

const ANY_STAGE = "";
const ANY_FIELD = "";

/** On creation every field counts as changed. */
const addOnSave = (onSave: Groups<Rule>, kind: ChangeKind, rule: Rule): void => {
  const fields = rule.trigger.kind === "on" && kind !== "created" ? rule.trigger.fields : null;
  for (const field of fields ?? [ANY_FIELD]) onSave.add(`${rule.object}/${kind}/${field}`, rule);
};

const stagesOf = ({ watched }: Watch): Iterable<string> => watched.stages ?? [ANY_STAGE];

const stageOf = (record: Save["before"]): string => {
  const stage = record?.values["stage"];
  return typeof stage === "string" ? stage : ANY_STAGE;
};

/** What a version has to be looked at for. */
export const watchesOf = (rule: Rule): Watch[] => {
  const { trigger } = rule;
  const own =
    trigger.kind === "enters" || trigger.kind === "date"
      ? [{ rule, purpose: trigger.kind, watched: trigger.watched }]
      : [];
  return [...own, ...goalOf(rule)];
};

const watchesOfOlder = (rule: Rule): Watch[] => [
  ...(rule.trigger.kind === "enters" && rule.definition.enrollment.exit.leaves
    ? [{ rule, purpose: "leaves" as const, watched: rule.trigger.watched }]
    : []),
  ...goalOf(rule),
];

const goalOf = (rule: Rule): Watch[] =>
  rule.goal === null ? [] : [{ rule, purpose: "goal", watched: rule.goal }];

interface Groups<Member> {
  add(key: string, member: Member): void;
  get(key: string): readonly Member[];
}

const groups = <Member>(): Groups<Member> => {
  const members = new Map<string, Member[]>();
  return {
    add(key, member) {
      const known = members.get(key);
      if (known === undefined) members.set(key, [member]);
      else known.push(member);
    },
    get: (key) => members.get(key) ?? [],
  };
};

const unique = <Member>(members: readonly Member[]): readonly Member[] =>
  members.length < 2 ? members : [...new Set(members)];

/** The same way is listed once for each field that it reads there. */
const uniqueWays = (ways: readonly WayBack[]): readonly WayBack[] => {
  const seen = new Map<Watch, Set<string>>();
  return ways.filter(({ watch, path }) => {
    const key = path.map((step) => step.field).join(".");
    const known = seen.get(watch) ?? new Set();
    if (known.has(key)) return false;
    seen.set(watch, known.add(key));
    return true;
  });
};
