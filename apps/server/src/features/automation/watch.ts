import { evaluate } from "@cadencia/core/filter";
import type { Transaction } from "../../platform/workspace/index.ts";
import { Graph, mergePaths, readRecords, RecordNode, type Origin, type Save } from "../records/index.ts";
import { armDate } from "./arm-date.ts";
import { armFlip, type Arming } from "./arm.ts";
import { completeOnLeaving } from "./auto-complete.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import type { Candidate } from "./enroll.ts";
import { askToJoin, leaveMembers, pairKey, type Pair } from "./membership.repo.ts";
import { armMoments, armNextMoments, disarmMoments } from "./moments.repo.ts";
import { entryPaths, filterPaths } from "./paths.ts";
import type { Watch } from "./rule-index.ts";
import { logNotStarted } from "./run-log.repo.ts";
import { readRunHistories, type RunHistory } from "./runs.repo.ts";
import { endRuns } from "./exit.ts";

/** One watch to be judged for one record. */
export interface Look {
  readonly watch: Watch;
  readonly record: RecordNode;
  readonly origin: Origin;
  /** The save of the record itself; null when a related record or the passing of time is the cause. */
  readonly save: Save | null;
  /** The moment that passed, where that is the cause: the record is judged as of it. */
  readonly at?: Temporal.Instant;
}

/** Judges watches: who enters, who leaves, whose goal is reached, and when to look again. Answers who entered. */
export const judgeWatches = async (
  context: AutomationContext,
  given: readonly Look[],
): Promise<readonly Candidate[]> => {
  const looks = unique(given);
  if (looks.length === 0) return [];
  await loadPaths(context, looks);
  const judged = looks.map((look) => ({ look, holds: holds(context, look) }));
  const of = (purpose: Watch["purpose"], wanted: boolean): Look[] =>
    judged
      .filter(({ look, holds: is }) => look.watch.purpose === purpose && is === wanted)
      .map(({ look }) => look);
  const [left, entered] = await Promise.all([
    leave(context, of("enters", false)),
    join(context, of("enters", true)),
  ]);
  const ends = { left, reached: of("goal", true), outside: of("leaves", false) };
  await endConcerned(context, ends);
  await arm(context, looks);
  return withoutStaleHistories(entered, [...ends.reached, ...ends.outside]);
};

/**
 * What a save that could not be matched in its time ended: the record is judged as that save left it, and who had
 * joined before it leaves, though a later save brought the record back. Nobody enters by what is past.
 */
export const judgeFormer = async (
  context: AutomationContext,
  given: readonly Look[],
  savedAt: string,
): Promise<void> => {
  const looks = unique(given);
  await loadPaths(context, looks);
  const of = (purpose: Watch["purpose"], wanted: boolean): Look[] =>
    looks.filter((look) => look.watch.purpose === purpose && holds(context, look) === wanted);
  const pairs = of("enters", false).map(pairOf);
  const gone = new Set((await leaveMembers(context.unit.tx, pairs, { joinedBefore: savedAt })).map(pairKey));
  const left = of("enters", false).filter((look) => gone.has(pairKey(pairOf(look))));
  const ends = { left, reached: of("goal", true), outside: of("leaves", false) };
  await endConcerned(context, { ...ends, startedBefore: savedAt });
};

/** What was read of earlier runs together with the joining is out of date where this very save ended them. */
const withoutStaleHistories = (
  entered: readonly Candidate[],
  ending: readonly Look[],
): readonly Candidate[] => {
  if (ending.length === 0) return entered;
  const pairs = new Set(ending.map((look) => pairKey(pairOf(look))));
  return entered.map((candidate) => {
    const { history: _, ...unread } = candidate;
    const pair = { record: candidate.record?.id ?? "", automation: candidate.rule.id };
    return pairs.has(pairKey(pair)) ? unread : candidate;
  });
};

const unique = (looks: readonly Look[]): Look[] => [
  ...new Map(
    looks.map((look) => [
      `${look.record.id}/${look.watch.rule.id}/${look.watch.rule.version}/${look.watch.purpose}`,
      look,
    ]),
  ).values(),
];

const loadPaths = async ({ unit }: AutomationContext, looks: readonly Look[]): Promise<void> => {
  const graph = new Graph(unit.tx, unit.catalog.model, "share");
  for (const group of Map.groupBy(looks, (look) => look.record.object).values()) {
    const watches = [...new Set(group.map((look) => look.watch))];
    const paths = watches.flatMap((watch) => [filterPaths(watch.watched.filter), entryPaths(watch.rule)]);
    await graph.load(
      group.map((look) => look.record),
      mergePaths(paths),
    );
  }
};

const holds = (context: AutomationContext, { watch, record, at }: Look): boolean =>
  watch.purpose === "date" || evaluate(watch.watched.filter, record, judgedNow(context, at));

const pairOf = ({ watch, record }: Look): Pair => ({ record: record.id, automation: watch.rule.id });

const leave = async ({ unit }: AutomationContext, looks: readonly Look[]): Promise<Look[]> => {
  // A record that was just made is no member of anything yet.
  const possible = looks.filter((look) => look.save?.kind !== "created");
  const left = new Set((await leaveMembers(unit.tx, possible.map(pairOf))).map(pairKey));
  return possible.filter((look) => left.has(pairKey(pairOf(look))));
};

interface Ends {
  readonly left: readonly Look[];
  readonly reached: readonly Look[];
  readonly outside: readonly Look[];
  /** Spares the runs that started later. */
  readonly startedBefore?: string;
}

const endConcerned = async (
  context: AutomationContext,
  { left, reached, outside, ...started }: Ends,
): Promise<void> => {
  // A run is ended by the filter of the version that it is pinned to, not by a later one's.
  const leaving = left.filter((look) => look.watch.rule.definition.enrollment.exit.leaves);
  for (const group of Map.groupBy([...leaving, ...outside], (look) => look.watch).values()) {
    const [first] = group;
    if (first === undefined) continue;
    await endRuns(
      context.unit,
      { pairs: group.map(pairOf), version: first.watch.rule.version, ...started },
      { reason: "left_criterion" },
    );
  }
  for (const group of Map.groupBy(reached, (look) => look.watch).values()) {
    const [first] = group;
    if (first === undefined) continue;
    await endRuns(
      context.unit,
      { pairs: group.map(pairOf), version: first.watch.rule.version, ...started },
      { reason: "goal_reached" },
    );
  }
  await completeOnLeaving(context, left);
};

const join = async (context: AutomationContext, looks: readonly Look[]): Promise<Candidate[]> => {
  const { unit } = context;
  if (looks.length === 0) return [];
  const joining = askToJoin(unit.tx, looks.map(pairOf));
  const histories = await earlierRuns(unit.tx, looks);
  const joined = new Set((await joining).map(pairKey));
  return looks
    .filter((look) => joined.has(pairKey(pairOf(look))) && !comesBack(look))
    .map((look) => ({
      rule: look.watch.rule,
      record: look.record,
      origin: look.origin,
      base: look.at ?? unit.tx.now,
      occasion: null,
      payload: undefined,
      ...historyOf(look, histories),
    }));
};

type Histories = ReadonlyMap<string, RunHistory>;

/**
 * Where the record alone decides, whoever is looked at and satisfies the filter enters, so that what enrolling will
 * ask goes along with the joining: an answer less to wait for, of five. The others are asked about once they joined.
 */
const earlierRuns = async (tx: Transaction, looks: readonly Look[]): Promise<Histories> => {
  const sure = looks.filter(({ watch, save }) => save?.kind === "updated" && watch.watched.alone);
  if (sure.length > 0) return readRunHistories(tx, sure.map(pairOf));
  tx.push();
  return new Map();
};

const historyOf = (look: Look, histories: Histories): Pick<Candidate, "history"> => {
  if (look.save?.kind === "created") return { history: null };
  if (look.save?.kind !== "updated" || !look.watch.watched.alone) return {};
  return { history: histories.get(pairKey(pairOf(look))) ?? null };
};

/** Restoring and unarchiving do not count as entering. */
const comesBack = ({ save }: Look): boolean => save?.kind === "restored" || save?.kind === "unarchived";

/** Only sees to it that the watch is looked at again. */
export const armNext = async (context: AutomationContext, look: Look): Promise<void> => {
  await loadPaths(context, [look]);
  await arm(context, [look]);
};

const arm = async (context: AutomationContext, looks: readonly Look[]): Promise<void> => {
  const armings = looks.flatMap((look) => armingOf(context, look) ?? []);
  await armMoments(
    context.unit.tx,
    armings.flatMap((arming) => (arming.kind === "arm" ? [arming.moment] : [])),
  );
  await armNextMoments(
    context.unit.tx,
    armings.flatMap((arming) => (arming.kind === "arm_next" ? [arming.moment] : [])),
  );
  const fresh = new Set(looks.filter((look) => look.save?.kind === "created").map((look) => look.record.id));
  const gone = armings.flatMap((arming) => ("key" in arming ? [arming.key] : []));
  await disarmMoments(
    context.unit.tx,
    gone.filter((key) => !fresh.has(key.record)),
  );
  await logLate(context, armings);
};

const armingOf = (context: AutomationContext, look: Look): Arming | null => {
  const { watch, record, origin, at } = look;
  if (record.value("archived") === true) return null;
  if (watch.purpose === "date")
    return armDate(context, watch.rule, { record, origin, isSet: setsDate(look) });
  if (!watch.watched.dependencies.time) return null;
  return armFlip(context, watch, at === undefined ? { record, origin } : { record, origin, since: at });
};

/** Creation, coming back and a change on the way to a related date count as setting it. */
const setsDate = ({ watch: { rule }, save }: Look): boolean =>
  save?.kind !== "updated" || rule.trigger.kind !== "date" || save.changed.has(firstOf(rule.trigger.field));

/** Of `contact.birthday` the record's own field. */
const firstOf = (path: string): string => path.split(".", 1)[0] ?? path;

const logLate = (context: AutomationContext, armings: readonly Arming[]): Promise<void> =>
  logNotStarted(
    context.unit.tx,
    armings.flatMap((arming) =>
      arming.kind === "late"
        ? [
            {
              automation: arming.key.automation,
              version: arming.version,
              record: arming.key.record,
              reason: "late" as const,
              detail: arming.at.toString(),
            },
          ]
        : [],
    ),
  );

/**
 * Looks at records by id, read as they are now. Whoever does not hold the related record that is the cause holds
 * the records themselves, so that no save passes between this reading and what comes of it.
 */
export const looksAt = async (
  { unit }: AutomationContext,
  watch: Watch,
  {
    ids,
    origin,
    lock = "none",
  }: { ids: readonly string[]; origin: Look["origin"]; lock?: "none" | "update" },
): Promise<Look[]> => {
  const object = unit.object(watch.rule.object);
  const records = await readRecords(unit.tx, object, ids, lock);
  return records
    .filter((record) => record.deletedAt === null)
    .map((record): Look => ({ watch, record: new RecordNode(record), origin, save: null }));
};
