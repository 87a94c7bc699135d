import type { Reason } from "../reasons.ts";
import type { Explanation } from "@cadencia/core/filter";
import { parseDuration, addDuration } from "@cadencia/core/schedule";
import type { RecordNode } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import type { Rule } from "../rule.ts";
import type { PastRun, Phase, StoredRefusal } from "./known.repo.ts";
import type { Past } from "./past.ts";
import type { Trigger } from "./saves.repo.ts";

/** What came of an occasion, where it is no reason of the contract. */
export type Outcome =
  | Reason
  /** It led to a run. */
  | "started"
  /** `on`: a save of another kind than the one that is waited for. */
  | "other_kind"
  /** `on` with `fields`: none of them changed. */
  | "fields_unchanged"
  /** `before` did not hold of the record as it was. */
  | "before_false"
  /** `enters`: it satisfied the filter before as well. */
  | "already_member"
  /** `enters`: it ceased to satisfy the filter. */
  | "left"
  /** `date`: the field was emptied, or moved before its moment came. */
  | "date_cleared"
  | "date_moved"
  | "date_set"
  /** All conditions hold, and yet there is no run: matching is still to be done, or failed. */
  | "unexplained";

/** One thing that could have started a run, or did. */
export interface Occasion {
  readonly at: string;
  readonly source: "save" | "related_save" | "time" | "date" | "schedule" | "activation" | "stored";
  readonly save: Trigger | null;
  readonly version: number | null;
  /** Whether the trigger happened; only then is there something to refuse. */
  readonly happened: boolean;
  readonly outcome: Outcome;
  readonly detail: string | null;
  /** Which filter the conditions are of. */
  readonly filter: "enters" | "before" | "when" | null;
  readonly conditions: Explanation | null;
  readonly run: string | null;
}

/** Everything that judging the past of one automation and record needs, read once. */
export interface Inquiry {
  readonly context: AutomationContext;
  readonly automation: string;
  readonly record: string;
  readonly object: string;
  readonly past: Past;
  readonly phases: readonly Phase[];
  readonly runs: readonly PastRun[];
  readonly refusals: readonly StoredRefusal[];
  readonly rules: Versions;
  /** Runs and refusals that an occasion was found for. */
  readonly claimed: Set<string>;
}

export type Versions = (version: number) => Promise<Rule | null>;

/** Compiled once for all who ask, until something is published or reconfigured. */
export const versionsOf =
  ({ unit, rules }: AutomationContext, automation: string): Versions =>
  (version) =>
    rules.version(unit.tx, automation, version);

export const isBefore = (left: string, right: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right)) < 0;

export const isSame = (left: string, right: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right)) === 0;

/** The phase at a save, or at an instant: the last one that began by then, and before the number `upTo` where given. */
export const phaseAt = (
  { phases }: Inquiry,
  when: { seq: number } | { at: string; upTo?: number | null },
): Phase | null =>
  phases.findLast((phase) =>
    "seq" in when
      ? phase.seq < when.seq
      : !isBefore(when.at, phase.at) && (typeof when.upTo !== "number" || phase.seq < when.upTo),
  ) ?? null;

/** A trigger that happened: what it saw. */
export interface Happening {
  readonly rule: Rule;
  readonly phase: Phase | null;
  readonly at: string;
  readonly quiet: boolean;
  readonly node: RecordNode;
  /** How the record's `when` was judged; null where there is none. */
  readonly when: Explanation | null;
  /** Of a date: what only one run may start from. */
  readonly occasion?: string;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly detail: string | null;
  readonly run: string | null;
}

/** The first reason, in the contract's order, why a trigger that happened started nothing; or the run that it did. */
export const judge = (inquiry: Inquiry, happening: Happening): Verdict => {
  const { rule, phase, at, quiet, node, when } = happening;
  if (phase === null) return refused("before_activation");
  if (phase.state !== "active") return refused("automation_inactive");
  if (quiet) return refused("import_not_asked");
  const created = node.value("created_at");
  if (phase.createdAfter !== null && typeof created === "string" && isBefore(created, phase.createdAfter))
    return refused("before_activation");
  const late = claimLate(inquiry, at);
  if (late !== null) return refused(late.reason, late.detail);
  // What a date or a schedule started says so itself, however late that was.
  const own = happening.occasion === undefined ? null : claimRun(inquiry, happening);
  if (own === null && when !== null && !when.holds) return refused("condition_false");
  const run = own ?? claimRun(inquiry, happening);
  if (run !== null) return { outcome: "started", detail: null, run };
  const loop = claimRefusal(inquiry, at, ["loop_guard"]);
  if (loop !== null) return refused(loop.reason, loop.detail);
  const reentry = reentryAt(inquiry, rule, happening);
  if (reentry !== null) return refused(reentry);
  const kept = claimRefusal(inquiry, at, null);
  if (kept !== null) return refused(kept.reason, kept.detail);
  return refused("unexplained");
};

const refused = (outcome: Outcome, detail: string | null = null): Verdict => ({ outcome, detail, run: null });

const claimRun = (inquiry: Inquiry, { at, occasion }: Happening): string | null => {
  const free = inquiry.runs.filter(({ id, own }) => own && !inquiry.claimed.has(id));
  const own =
    occasion === undefined
      ? free.find((run) => isSame(run.startedAt, at) || isSame(run.base, at))
      : free.find((run) => run.occasion === occasion && isSame(run.base, at));
  if (own === undefined) return null;
  inquiry.claimed.add(own.id);
  return own.id;
};

/** A stored refusal of this very instant. */
export const claimRefusal = (
  inquiry: Inquiry,
  at: string,
  reasons: readonly Reason[] | null,
): StoredRefusal | null =>
  claim(
    inquiry,
    (refusal) => isSame(refusal.at, at) && (reasons === null || reasons.includes(refusal.reason)),
  );

/** One of this instant that was come to long after it. */
const claimLate = (inquiry: Inquiry, at: string): StoredRefusal | null =>
  claim(inquiry, (refusal) => refusal.isLate && isSame(refusal.at, at));

const claim = (
  { refusals, claimed }: Inquiry,
  is: (refusal: StoredRefusal) => boolean,
): StoredRefusal | null => {
  const found = refusals.find((refusal) => !claimed.has(`refusal/${refusal.seq}`) && is(refusal));
  if (found !== undefined) claimed.add(`refusal/${found.seq}`);
  return found ?? null;
};

/** `again` and `while_active`, as the record's runs stood at that instant; a moment that was pressed is over. */
export const reentryAt = (
  { runs, claimed, context }: Inquiry,
  rule: Rule,
  { at, occasion }: { readonly at: string; readonly occasion?: string | undefined },
): Reason | null => {
  // Runs of another record are this one's before the save of the merge is matched.
  const earlier = runs.filter(
    (run) => isBefore(run.since, at) || (isSame(run.since, at) && (!run.own || claimed.has(run.id))),
  );
  const { again, while_active: whileActive } = rule.definition.enrollment;
  const active = earlier.some((run) => run.endedAt === null || isBefore(at, run.endedAt));
  if (active && whileActive === "ignore") return "already_active";
  const hadBy = (run: PastRun): boolean => !isBefore(at, run.since);
  if (occasion !== undefined && runs.some((run) => run.occasion === occasion && hadBy(run)))
    return "already_ran";
  if (active) return null;
  const ends = earlier.flatMap((run) => run.endedAt ?? []);
  if (ends.length === 0 || again === "every_time") return null;
  if (again === "once") return "already_ran";
  const gap = parseDuration(again.gap);
  const last = ends.reduce((left, right) => (isBefore(left, right) ? right : left));
  if (gap === null) return null;
  const open = addDuration(Temporal.Instant.from(last), gap, context.unit.catalog.calendar);
  return Temporal.Instant.compare(Temporal.Instant.from(at), open) < 0 ? "reentry_gap" : null;
};

/** How many conditions of a filter there are and how many of them stand in the way. */
export const distance = (explanation: Explanation, wanted = true): number => {
  if (explanation.holds === wanted) return 0;
  switch (explanation.kind) {
    case "condition":
    case "some":
    case "none":
    case "count":
      return 1;
    case "not":
      return explanation.children.reduce((sum, child) => sum + distance(child, !wanted), 0);
    case "segment":
    case "record":
      return explanation.children.reduce((sum, child) => sum + distance(child, wanted), 0);
    case "all":
    case "any": {
      const each = explanation.children.map((child) => distance(child, wanted));
      const oneIsEnough = (explanation.kind === "any") === wanted;
      return oneIsEnough ? Math.min(...each) : each.reduce((sum, one) => sum + one, 0);
    }
  }
};
