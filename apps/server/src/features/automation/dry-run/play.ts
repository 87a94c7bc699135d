import { explain, nextFlip, type Explanation, type Filter } from "@cadencia/core/filter";
import { scheduleOccurrences } from "@cadencia/core/recurrence";
import type { VirtualClock } from "../../../platform/clock/index.ts";
import { readChanges } from "../../../platform/journal/index.ts";
import { Graph, mergePaths, readRecords, RecordNode, SYSTEM, type PathTree } from "../../records/index.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import type { Engine } from "../engine.ts";
import { enroll } from "../enroll.ts";
import { executeSteps } from "../execution/execute.ts";
import { entryPaths, filterPaths } from "../paths.ts";
import { lastDate, nextDate } from "../recurring/dates.ts";
import { armKey, type Rule } from "../rule.ts";
import { watchesOf, type Watch } from "../rule-index.ts";
import { readStep } from "../steps.repo.ts";
import { judgeWatches, looksAt } from "../watch.ts";
import type { DryRunRequest } from "./dry-run.ts";
import { nextWork, readRun, readStepIds, type Work } from "./play.repo.ts";

/** A run that comes to no end, and one that would hold its locks for too long, are left where they stand. */
const MOST_TURNS = 1000;
const MOST_SECONDS = 10;

interface Playing {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly rule: Rule;
  /** Real time, however far the virtual clock has come. */
  readonly patience: { readonly since: Temporal.Instant; readonly now: () => Temporal.Instant };
}

/** The arms of a branch as they were judged when the run came to it. */
export interface JudgedArm {
  /** Where the branch stands: positions in the definition, as in `2` or `2.0.1`. */
  readonly branch: string;
  readonly arm: number;
  readonly condition: Explanation;
}

export interface Played {
  readonly startedAt: Temporal.Instant;
  /** Null: it would not start. */
  readonly run: string | null;
  readonly when: Explanation | null;
  /** Of steps with an `if`, as it was judged last. */
  readonly conditions: ReadonlyMap<string, Explanation>;
  readonly arms: readonly JudgedArm[];
  /** False where it was left before its end. */
  readonly complete: boolean;
}

export const play = async (playing: Playing, request: DryRunRequest): Promise<Played> => {
  const { engine, clock, rule } = playing;
  const startedAt = await engine.run((context) => startOf(context, rule, request.record));
  clock.advanceTo(startedAt);
  const when = await engine.run((context) => start(context, rule, request));
  const run = await engine.run(({ unit }) =>
    readRun(unit.tx, { automation: rule.id, record: request.record }),
  );
  const conditions = new Map<string, Explanation>();
  const arms = new Map<string, JudgedArm>();
  if (run === null) return { startedAt, run, when, conditions, arms: [], complete: true };
  const seen = { conditions, arms };
  let complete = false;
  for (let turn = 0; turn < MOST_TURNS && !isTired(playing); turn += 1) {
    await noteArms(playing, { run, record: request.record, arms });
    if (await turnOnce(playing, { run, record: request.record }, seen)) continue;
    complete = true;
    break;
  }
  return { startedAt, run, when, conditions, arms: [...arms.values()], complete };
};

const isTired = ({ patience }: Playing): boolean =>
  Temporal.Instant.compare(patience.now(), patience.since.add({ seconds: MOST_SECONDS })) > 0;

/** A date's moment and a schedule's occurrence that are still to come; anything else happens now. */
const startOf = async (context: AutomationContext, rule: Rule, id: string): Promise<Temporal.Instant> => {
  const { tx, catalog } = context.unit;
  if (rule.trigger.kind === "schedule") {
    const { rrule, at } = rule.trigger;
    const activation = Temporal.Instant.from(rule.activatedAt ?? tx.now.toString());
    const { timeZone } = catalog.settings;
    const [next] = scheduleOccurrences(
      { rrule, at: at ?? undefined, activation, timeZone },
      { after: tx.now, limit: 1 },
    );
    return next ?? tx.now;
  }
  const node = await readNode(context, { rule, id, paths: datePaths(rule) });
  return (node === null ? null : nextDate(context, rule, { record: node, after: tx.now }))?.at ?? tx.now;
};

const datePaths = ({ trigger }: Rule): PathTree =>
  trigger.kind === "date" ? filterPaths(trigger.watched.filter) : {};

/** Starts the run as the trigger would. Answers how `when` was judged. */
const start = async (
  context: AutomationContext,
  rule: Rule,
  { record: id, payload }: DryRunRequest,
): Promise<Explanation | null> => {
  const { tx } = context.unit;
  const stored = await readNode(context, {
    rule,
    id,
    paths: mergePaths([entryPaths(rule), datePaths(rule)]),
  });
  if (stored === null) return null;
  // The moment at which it begins; of a recurring event that occurrence is shown.
  const dated = lastDate(context, rule, { record: stored, upTo: tx.now });
  const record = dated?.record ?? stored;
  const before = rule.trigger.kind === "on" ? await beforeLastSave(context, rule, record) : undefined;
  await enroll(context, [
    {
      rule,
      record,
      origin: SYSTEM,
      base: tx.now,
      occasion: dated?.occasion ?? null,
      payload,
      ...(before === undefined ? {} : { before }),
    },
  ]);
  return rule.when === null ? null : explain(rule.when, record, { ...judgedNow(context), before });
};

/** What `changed` is asked against: the record's last save counts as the one that triggered. */
const beforeLastSave = async (
  context: AutomationContext,
  rule: Rule,
  node: RecordNode,
): Promise<RecordNode | null> => {
  const last = (await readChanges(context.unit.tx, node.id)).at(-1);
  if (last === undefined || last.kind === "created") return null;
  const values = { ...node.record.values, ...(last.before as RecordNode["record"]["values"] | null) };
  const before = new RecordNode({ ...node.record, values });
  await new Graph(context.unit.tx, context.unit.catalog.model).load([before], filterPaths(rule.when));
  return before;
};

const readNode = async (
  { unit }: AutomationContext,
  { rule, id, paths }: { rule: Rule; id: string; paths: PathTree },
): Promise<RecordNode | null> => {
  const [record] = await readRecords(unit.tx, unit.object(rule.object), [id], "update");
  if (record === undefined) return null;
  const node = new RecordNode(record);
  await new Graph(unit.tx, unit.catalog.model).load([node], paths);
  return node;
};

interface Subject {
  readonly run: string;
  readonly record: string;
}

/** Moves the clock to what comes next and does it. Answers whether there was anything. */
const turnOnce = async (
  { engine, clock, rule }: Playing,
  { run, record }: Subject,
  { conditions }: { conditions: Map<string, Explanation> },
): Promise<boolean> => {
  const next = await engine.run(({ unit }) => nextWork(unit.tx, run));
  if (next === null) return false;
  const flip = await engine.run((context) => firstFlip(context, rule, record));
  if (flip !== null && Temporal.Instant.compare(flip.at, next.at) <= 0) {
    clock.advanceTo(flip.at);
    await engine.run((context) => lookAgain(context, flip.watch, record));
    return true;
  }
  clock.advanceTo(next.at);
  if (next.kind === "delivery") return (await engine.deliver(1, run)) > 0;
  await engine.run((context) => executeOne(context, rule, { next, record, conditions }));
  return true;
};

/** The first instant at which time alone makes the record leave, or reach the goal. */
const firstFlip = async (
  context: AutomationContext,
  rule: Rule,
  id: string,
): Promise<{ readonly at: Temporal.Instant; readonly watch: Watch } | null> => {
  const timed = watchesOf(rule).filter(
    ({ purpose, watched }) => purpose !== "date" && watched.dependencies.time,
  );
  if (timed.length === 0) return null;
  const paths = mergePaths(timed.map(({ watched }) => filterPaths(watched.filter)));
  const node = await readNode(context, { rule, id, paths });
  if (node === null) return null;
  const flips = timed.flatMap((watch) => {
    const at = nextFlip(watch.watched.filter, node, judgedNow(context));
    return at === null ? [] : [{ at, watch }];
  });
  return flips.toSorted((left, right) => Temporal.Instant.compare(left.at, right.at))[0] ?? null;
};

const lookAgain = async (context: AutomationContext, watch: Watch, record: string): Promise<void> => {
  const looks = await looksAt(context, watch, { ids: [record], origin: SYSTEM });
  await judgeWatches(
    context,
    looks.map((look) => ({ ...look, at: context.unit.tx.now })),
  );
};

const executeOne = async (
  context: AutomationContext,
  rule: Rule,
  { next, record, conditions }: { next: Work; record: string; conditions: Map<string, Explanation> },
): Promise<void> => {
  const step = await readStep(context.unit.tx, next.id);
  if (step === null) return;
  const condition = rule.steps.get(step.step)?.if ?? null;
  if (condition !== null) {
    const wait = { happened: step.reason !== "waiting_event" };
    const judged = await explainFor(context, { rule, record, filter: condition, wait });
    if (judged !== null) conditions.set(step.step, judged);
  }
  await executeSteps(context, [step]);
};

const explainFor = async (
  context: AutomationContext,
  {
    rule,
    record,
    filter,
    wait,
  }: { rule: Rule; record: string; filter: Filter; wait?: { happened: boolean } },
): Promise<Explanation | null> => {
  const node = await readNode(context, { rule, id: record, paths: filterPaths(filter) });
  return node === null ? null : explain(filter, node, { ...judgedNow(context), wait });
};

/** Keeps how each branch was judged at the instant at which the run entered one of its ways. */
const noteArms = async (
  { engine, rule }: Playing,
  { run, record, arms }: Subject & { arms: Map<string, JudgedArm> },
): Promise<void> => {
  if (rule.arms.size === 0) return;
  await engine.run(async (context) => {
    for (const id of await readStepIds(context.unit.tx, run)) {
      for (const { branch, step } of rule.steps.get(id)?.placed.above ?? []) {
        for (const arm of step.branch.keys()) {
          const key = armKey(branch, arm);
          const filter = rule.arms.get(key);
          if (filter === undefined || arms.has(key)) continue;
          const condition = await explainFor(context, { rule, record, filter });
          if (condition !== null) arms.set(key, { branch: branch.join("."), arm, condition });
        }
      }
    }
  });
};
