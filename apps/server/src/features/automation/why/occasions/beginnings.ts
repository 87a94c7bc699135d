import { explain, type Explanation } from "@cadencia/core/filter";
import { mergePaths, type PathTree, type RecordNode } from "../../../records/index.ts";
import { lastDate } from "../../recurring/dates.ts";
import { dottedPath, filterPaths } from "../../paths.ts";
import type { Rule } from "../../rule.ts";
import { claimRefusal, isBefore, isSame, reentryAt, type Inquiry, type Occasion } from "../inquiry.ts";
import type { Phase } from "../known.repo.ts";
import { isOnPage, type Page } from "../page.ts";
import { judgedAt, shownOf } from "./saves.ts";

/**
 * The record matched already when the automation was switched on, or got another trigger: it started a run if that was
 * asked for, unless something forbade it. `judged` are the other occasions, which tell when it left.
 */
export const judgeBeginnings = async (
  inquiry: Inquiry,
  { judged, page }: { readonly judged: readonly Occasion[]; readonly page: Page },
): Promise<Occasion[]> => {
  const occasions: Occasion[] = [];
  for (const [index, phase] of inquiry.phases.entries()) {
    if (!isOnPage(page, phase) || !begins(phase, inquiry.phases[index - 1])) continue;
    const rule = await inquiry.rules(phase.version);
    if (rule === null) continue;
    const point = { seq: phase.seq };
    const node = await inquiry.past.node(inquiry.object, inquiry.record, { point, paths: pathsOf(rule) });
    if (node === null || node.value("archived") === true) continue;
    if (!matched(inquiry, { rule, node, phase })) continue;
    const existing = phase.existing && !(await stayed(inquiry, phase, inquiry.phases[index - 1]));
    occasions.push(judgeOne(inquiry, { rule, node, phase: { ...phase, existing }, judged }));
  }
  return occasions;
};

const begins = ({ state, trigger }: Phase, before: Phase | undefined): boolean =>
  state === "active" && (before?.state !== "active" || before.trigger !== trigger);

const pathsOf = ({ trigger, when }: Rule): PathTree =>
  mergePaths([
    filterPaths(when),
    trigger.kind === "enters" ? filterPaths(trigger.watched.filter) : {},
    trigger.kind === "date" ? dottedPath(trigger.field) : {},
  ]);

interface Activated {
  readonly rule: Rule;
  readonly node: RecordNode;
  readonly phase: Phase;
}

const matched = (inquiry: Inquiry, { rule, node, phase }: Activated): boolean => {
  const { trigger } = rule;
  switch (trigger.kind) {
    case "enters":
      return explain(trigger.watched.filter, node, judgedAt(inquiry, phase.at)).holds;
    case "date": {
      const upTo = Temporal.Instant.from(phase.at);
      return phase.existing && lastDate(inquiry.context, rule, { record: node, upTo }) !== null;
    }
    case "schedule":
    case "idle":
      return phase.existing;
    default:
      return false;
  }
};

/**
 * Of an edit of its segment that was applied to all, which alone starts runs while the automation is on: the record
 * matched by the segment as it was, too, and was not asked for.
 */
const stayed = async (inquiry: Inquiry, phase: Phase, before: Phase | undefined): Promise<boolean> => {
  if (before?.state !== "active") return false;
  const former = await inquiry.rules(before.version);
  if (former?.trigger.kind !== "enters") return false;
  const { filter } = former.trigger.watched;
  const point = { seq: phase.seq };
  const paths = filterPaths(filter);
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point, paths });
  return node !== null && explain(filter, node, judgedAt(inquiry, phase.at)).holds;
};

const judgeOne = (
  inquiry: Inquiry,
  { rule, node, phase, judged }: Activated & { judged: readonly Occasion[] },
): Occasion => {
  const { at } = phase;
  const context = judgedAt(inquiry, at);
  const when = rule.when === null ? null : explain(rule.when, node, context);
  const upTo = Temporal.Instant.from(at);
  const occasion =
    rule.trigger.kind === "date" ? lastDate(inquiry.context, rule, { record: node, upTo }) : null;
  const verdict = verdictOf(inquiry, { rule, phase, when, judged, occasion: occasion?.occasion });
  return {
    at,
    source: "activation",
    save: null,
    version: phase.version,
    happened: phase.existing || verdict.outcome === "started",
    ...shownOf(verdict, { rule, when, node, judged: context }),
  };
};

type Verdict = Pick<Occasion, "outcome" | "detail" | "run">;

const refused = (outcome: Occasion["outcome"], detail: string | null = null): Verdict => ({
  outcome,
  detail,
  run: null,
});

const verdictOf = (
  inquiry: Inquiry,
  {
    rule,
    phase: { at, existing },
    when,
    judged,
    occasion,
  }: {
    rule: Rule;
    phase: Phase;
    when: Explanation | null;
    judged: readonly Occasion[];
    occasion: string | undefined;
  },
): Verdict => {
  const last = inquiry.runs.findLast(({ since }) => isBefore(since, at));
  const stays = last !== undefined && !hasLeft(judged, { after: last.since, before: at });
  // An edit of its segment that is applied to all starts runs too.
  const own = inquiry.runs.find(
    ({ id, own: isOwn, base, startedAt }) =>
      isOwn && !inquiry.claimed.has(id) && (isSame(base, at) || isSame(startedAt, at)),
  );
  if (own !== undefined) {
    inquiry.claimed.add(own.id);
    return { outcome: "started", detail: null, run: own.id };
  }
  if (!existing)
    return refused(stays && rule.trigger.kind === "enters" ? "already_ran" : "before_activation");
  if (when !== null && !when.holds) return refused("condition_false");
  const reentry = reentryAt(inquiry, rule, { at, occasion });
  if (reentry === "already_active") return refused(reentry);
  if (stays && rule.trigger.kind === "enters") return refused("already_ran");
  if (reentry !== null) return refused(reentry);
  const kept = claimRefusal(inquiry, at, null);
  return kept === null ? refused("unexplained") : refused(kept.reason, kept.detail);
};

const hasLeft = (
  judged: readonly Occasion[],
  { after, before }: { after: string; before: string },
): boolean =>
  judged.some(({ outcome, at }) => outcome === "left" && isBefore(after, at) && isBefore(at, before));
