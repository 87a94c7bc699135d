import { evaluate } from "@cadencia/core/filter";
import { addDuration, parseDuration } from "@cadencia/core/schedule";
import type { ChainLink, Origin, RecordNode } from "../records/index.ts";
import { endForRecords } from "./changing/end-runs.ts";
import { judgedNow, type AutomationContext } from "./context.ts";
import { pairKey, type Pair } from "./membership.repo.ts";
import { falseDetail } from "./details.ts";
import { endRuns } from "./exit.ts";
import { notifyAdmins } from "./notices.ts";
import { armJudge, firstSteps } from "./flow.ts";
import { frozenDates, timeStep } from "./plan.ts";
import type { Reason } from "./reasons.ts";
import type { Rule } from "./rule.ts";
import { logNotStarted, type NotStarted } from "./run-log.repo.ts";
import {
  completeRuns,
  insertRuns,
  insertSteps,
  occasionKey,
  placeKey,
  readGroupHolders,
  readRunHistories,
  readUsedOccasions,
  type GroupPlace,
  type NewRun,
  type NewStep,
  type OccasionPlace,
  type RunHistory,
} from "./runs.repo.ts";

/** Persons' saves have depth 0; runs of depth 1 to 8 start (automation.md, promise 6). */
const DEEPEST_RUN = 8;

/** A trigger that happened, for one automation and record. */
export interface Candidate {
  readonly rule: Rule;
  readonly record: RecordNode | null;
  /** The save, press or event behind it; runs of automations carry their chain on. */
  readonly origin: Pick<Origin, "cause" | "runAutomations" | "confirmed">;
  /** From where the first step counts. */
  readonly base: Temporal.Instant;
  /** When it happened, where that passed while nobody worked: before the activation it is none. */
  readonly happenedAt?: Temporal.Instant | undefined;
  /** What may start only one run: a date's moment, a schedule's occurrence, an event. */
  readonly occasion: string | null;
  readonly payload: unknown;
  /** For `when` with changed, increased_by …: the record before the save. */
  readonly before?: RecordNode | null;
  /** `when` was judged by whoever found the candidate (activation, schedule). */
  readonly judged?: boolean;
  /** What is known of the record's earlier runs, null for none; left out where nobody has asked yet. */
  readonly history?: RunHistory | null;
  /** A person or the API asked for it: the journal tells nothing of that. */
  readonly pressed?: boolean;
  /** Since when the record satisfies the filter, where it is entered as one that matches already. */
  readonly stayingSince?: string | undefined;
}

/** Starts a run for each candidate that nothing forbids; says why not for the others. */
export const enroll = async (context: AutomationContext, candidates: readonly Candidate[]): Promise<void> => {
  if (candidates.length === 0) return;
  const sorted = candidates.toSorted(byOrder);
  const refused: NotStarted[] = [];
  const willing = sorted.filter((candidate) => {
    const refusal = refuse(context, candidate);
    if (refusal === null) return true;
    if (isKept(context, candidate, refusal.reason))
      refused.push({ ...refusal, due: lateDue(context, candidate) });
    return false;
  });
  await startRuns(context, willing, refused);
  await logNotStarted(context.unit.tx, refused);
  await tellOfLoops(context, refused);
};

/** Ties are broken by the automations' order, then by the records' creation. */
const byOrder = (left: Candidate, right: Candidate): number =>
  left.rule.position - right.rule.position || ((left.record?.id ?? "") < (right.record?.id ?? "") ? -1 : 1);

/** What "why" works out from the journal is not stored (promise 5). */
const REPRODUCIBLE: ReadonlySet<Reason> = new Set([
  "condition_false",
  "before_activation",
  "import_not_asked",
  "already_active",
  "already_ran",
  "reentry_gap",
]);

/** The triggers that the journal tells of; events and spells of idleness it does not. */
const JOURNALLED: ReadonlySet<string> = new Set(["on", "enters", "date", "schedule"]);

const isKept = (context: AutomationContext, candidate: Candidate, reason: Reason): boolean =>
  context.options.trace ||
  candidate.pressed === true ||
  !JOURNALLED.has(candidate.rule.trigger.kind) ||
  !REPRODUCIBLE.has(reason) ||
  lateDue(context, candidate) !== null;

/** Whatever comes so late was judged by how things stood after the downtime, of which the journal tells at its instant nothing. */
const LATE_MINUTES = 10;

const lateDue = ({ unit: { tx } }: AutomationContext, { base, pressed }: Candidate): string | null => {
  const isLate = Temporal.Instant.compare(base.add({ minutes: LATE_MINUTES }), tx.now) <= 0;
  return isLate && pressed !== true ? base.toString() : null;
};

/** The first reason, in the contract's order, that needs nothing but the record. */
const refuse = (context: AutomationContext, candidate: Candidate): NotStarted | null => {
  const { rule, record, origin, happenedAt } = candidate;
  if (!origin.runAutomations) return notStarted(candidate, "import_not_asked");
  if (happenedAt !== undefined && rule.activatedAt !== null) {
    const activated = Temporal.Instant.from(rule.activatedAt);
    if (Temporal.Instant.compare(happenedAt, activated) < 0)
      return notStarted(candidate, "before_activation");
  }
  const createdAt = record?.value("created_at");
  if (rule.createdAfter !== null && typeof createdAt === "string") {
    const created = Temporal.Instant.from(createdAt);
    if (Temporal.Instant.compare(created, Temporal.Instant.from(rule.createdAfter)) < 0) {
      return notStarted(candidate, "before_activation");
    }
  }
  if (rule.when !== null && record !== null && candidate.judged !== true) {
    const judged = { ...judgedNow(context), before: candidate.before };
    if (!evaluate(rule.when, record, judged)) {
      return notStarted(candidate, "condition_false", falseDetail(rule.when, { record, context: judged }));
    }
  }
  return loopsBack(candidate) ? notStarted(candidate, "loop_guard", chainText(context, candidate)) : null;
};

const loopsBack = ({ rule, record, origin }: Candidate): boolean => {
  if (origin.cause === null) return false;
  if (origin.cause.depth + 1 > DEEPEST_RUN) return true;
  return origin.cause.chain.some((link) => link.automation === rule.id && link.record === record?.id);
};

const chainText = (context: AutomationContext, { rule, origin }: Candidate): string =>
  [...(origin.cause?.chain ?? []).map((link) => nameOf(context, link.automation)), rule.name].join(" → ");

const notStarted = (candidate: Candidate, reason: Reason, detail: string | null = null): NotStarted => ({
  automation: candidate.rule.id,
  version: candidate.rule.version,
  record: candidate.record?.id ?? null,
  reason,
  detail,
});

const startRuns = async (
  context: AutomationContext,
  candidates: readonly Candidate[],
  refused: NotStarted[],
): Promise<void> => {
  const { tx } = context.unit;
  const admitted = await admit(context, candidates, refused);
  const runs = admitted.map((candidate) => ({ candidate, run: toRun(context, candidate) }));
  const inserted = await insertRuns(
    tx,
    runs.map(({ run }) => run),
  );
  await refuseOutrun(context, { runs, inserted }, refused);
  const steps: NewStep[] = [];
  const empty: string[] = [];
  for (const { candidate, run } of runs.filter(({ run: each }) => inserted.has(each.id))) {
    const begun = beginSteps(context, candidate, run);
    if (begun.length === 0) empty.push(run.id);
    steps.push(...begun);
  }
  insertSteps(tx, steps);
  await completeRuns(tx, empty);
  if (steps.length > 0) tx.afterCommit(tx.workspace.onWork);
};

/** Somebody else was faster to start a run of the same group for the record, or it was this very save. */
const refuseOutrun = async (
  context: AutomationContext,
  {
    runs,
    inserted,
  }: {
    runs: readonly { readonly candidate: Candidate; readonly run: NewRun }[];
    inserted: ReadonlySet<string>;
  },
  refused: NotStarted[],
): Promise<void> => {
  const outrun = runs.filter(({ run }) => run.group !== null && !inserted.has(run.id));
  if (outrun.length === 0) return;
  const used = await readUsedOccasions(
    context.unit.tx,
    outrun.flatMap(({ candidate }) => occasionsOf(candidate)),
  );
  for (const { candidate, run } of outrun)
    if (!isUsed(candidate, used))
      refused.push({
        ...notStarted(candidate, "exclusive_group", run.group),
        due: lateDue(context, candidate),
      });
};

const occasionsOf = ({ rule, record, occasion }: Candidate): OccasionPlace[] =>
  record === null || occasion === null ? [] : [{ automation: rule.id, record: record.id, occasion }];

const isUsed = (candidate: Candidate, used: ReadonlySet<string>): boolean =>
  occasionsOf(candidate).some((place) => used.has(occasionKey(place)));

/** `again`, `while_active` and `group`: what a further trigger does for a record that had or has a run. */
const admit = async (
  context: AutomationContext,
  given: readonly Candidate[],
  refused: NotStarted[],
): Promise<Candidate[]> => {
  const candidates = await withoutOutlived(context, given);
  const histories = await unknownHistories(context, candidates);
  const used = await readUsedOccasions(context.unit.tx, candidates.flatMap(occasionsOf));
  const holders = await readGroupHolders(context.unit.tx, candidates.flatMap(placeOf));
  const restarted: Pair[] = [];
  const admitted = candidates.filter((candidate) => {
    if (candidate.record === null) return true;
    const pair = { record: candidate.record.id, automation: candidate.rule.id };
    const history = candidate.history === undefined ? histories.get(pairKey(pair)) : candidate.history;
    const again = reentry(context, candidate, { history: history ?? null, used: isUsed(candidate, used) });
    const reason = again === null || again === "restarted" ? groupRefusal(candidate, holders) : again;
    if (reason === null) {
      if (again === "restarted") restarted.push(pair);
      return true;
    }
    const detail = reason === "exclusive_group" ? candidate.rule.definition.enrollment.group : null;
    if (isKept(context, candidate, reason))
      refused.push({ ...notStarted(candidate, reason, detail), due: lateDue(context, candidate) });
    return false;
  });
  if (restarted.length > 0) await endRuns(context.unit, { pairs: restarted }, { reason: "restarted" });
  return admitted;
};

/** Runs that a change of their automation is to end, and has not come to yet, end before anybody asks for them. */
const withoutOutlived = async (
  { unit, rules: { endings } }: AutomationContext,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> => {
  if (endings.length === 0) return candidates;
  const records = candidates.flatMap(({ record }) => record?.id ?? []);
  await endForRecords(unit, endings, records);
  return candidates.map((candidate) => {
    const { history: _, ...unread } = candidate;
    return unread;
  });
};

const unknownHistories = async (
  { unit }: AutomationContext,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, RunHistory>> => {
  const pairs = candidates.flatMap(({ rule, record, history }) =>
    record === null || history !== undefined ? [] : [{ record: record.id, automation: rule.id }],
  );
  return pairs.length === 0 ? new Map() : readRunHistories(unit.tx, pairs);
};

const placeOf = ({ rule, record }: Candidate): GroupPlace[] => {
  const { group } = rule.definition.enrollment;
  return group === null || record === null ? [] : [{ record: record.id, group }];
};

/** A run of its own automation holds no place against a record: it is restarted, or was refused before. */
const groupRefusal = (candidate: Candidate, holders: ReadonlyMap<string, string>): Reason | null => {
  const [place] = placeOf(candidate);
  const holder = place === undefined ? undefined : holders.get(placeKey(place));
  return holder === undefined || holder === candidate.rule.id ? null : "exclusive_group";
};

const reentry = (
  { unit }: AutomationContext,
  { rule, base, stayingSince }: Candidate,
  { history, used }: { readonly history: RunHistory | null; readonly used: boolean },
): Reason | null => {
  if (history === null) return used ? "already_ran" : null;
  const { again, while_active: whileActive } = rule.definition.enrollment;
  if (history.active && whileActive === "ignore") return "already_active";
  // A record whose present stay had a run is not entered again as "existing", whatever else is allowed.
  if (stayingSince !== undefined && isBefore(stayingSince, history.lastStart)) return "already_ran";
  // Such as a moment that was pressed: what it asks for was begun, and is not begun anew.
  if (used) return "already_ran";
  if (history.active) return "restarted";
  if (again === "every_time" || history.lastEnd === null) return null;
  if (again === "once") return "already_ran";
  const gap = parseDuration(again.gap);
  if (gap === null) return null;
  const open = addDuration(Temporal.Instant.from(history.lastEnd), gap, unit.catalog.calendar);
  return Temporal.Instant.compare(base, open) < 0 ? "reentry_gap" : null;
};

/** Not later than. */
const isBefore = (left: string, right: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right)) <= 0;

const toRun = ({ unit }: AutomationContext, candidate: Candidate): NewRun => {
  const { rule, record, origin } = candidate;
  const own: ChainLink[] = record === null ? [] : [{ automation: rule.id, record: record.id }];
  return {
    id: unit.tx.workspace.newId(),
    automation: rule.id,
    version: rule.version,
    object: rule.object,
    record: record?.id ?? null,
    occasion: candidate.occasion,
    base: candidate.base.toString(),
    depth: (origin.cause?.depth ?? 0) + 1,
    chain: [...(origin.cause?.chain ?? []), ...own],
    payload: candidate.payload,
    frozen: frozenDates(rule, record),
    group: record === null ? null : rule.definition.enrollment.group,
    confirmed: origin.confirmed === true,
  };
};

const beginSteps = (
  context: AutomationContext,
  { rule, record, base, origin }: Candidate,
  run: NewRun,
): NewStep[] => {
  const judge = armJudge(rule, record, judgedNow(context));
  return firstSteps(rule, judge).map(({ stop }) => {
    const timing = timeStep(stop, { base, record, frozen: run.frozen }, context.unit.catalog.calendar);
    const caused = origin.cause?.step !== null && origin.cause !== null;
    return toNewStep(context, { rule, run: run.id, record: run.record, step: stop.id, caused }, timing);
  });
};

/** A step that was reached, as a row to insert. */
export const toNewStep = (
  { unit }: AutomationContext,
  at: { rule: Rule; run: string; record: string | null; step: string; caused: boolean },
  timing: ReturnType<typeof timeStep>,
): NewStep => ({
  id: unit.tx.workspace.newId(),
  run: at.run,
  automation: at.rule.id,
  version: at.rule.version,
  laneKey: at.record ?? at.run,
  step: at.step,
  position: at.rule.position,
  reason: timing.reason,
  base: timing.base.toString(),
  due: timing.due?.toString() ?? null,
  runAt: timing.runAt?.toString() ?? null,
  atOnce: at.caused && timing.runAt !== null && Temporal.Instant.compare(timing.runAt, unit.tx.now) <= 0,
  follows: timing.follows,
});

/** An admin is told once of each automation's loop, with the path that it took. */
const tellOfLoops = async (context: AutomationContext, refused: readonly NotStarted[]): Promise<void> => {
  const loops = refused.filter((entry) => entry.reason === "loop_guard");
  for (const loop of new Map(loops.map((entry) => [entry.automation, entry])).values()) {
    await notifyAdmins(context, {
      key: "notice.loop_stopped",
      params: { path: loop.detail ?? "", record: loop.record ?? "—" },
      automation: loop.automation,
      once: `loop/${loop.automation}/${loop.version}`,
    });
  }
};

const nameOf = ({ rules }: AutomationContext, id: string): string =>
  rules.active.find((rule) => rule.id === id)?.name ?? id;
