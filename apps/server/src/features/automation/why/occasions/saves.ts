import { describe, evaluate, explain, nextFlip, type EvaluationContext } from "@cadencia/core/filter";
import { CHANGE_KINDS, type ChangeKind } from "../../../../platform/journal/index.ts";
import { mergePaths, type PathTree, type RecordNode } from "../../../records/index.ts";
import { filterPaths } from "../../paths.ts";
import type { Rule } from "../../rule.ts";
import { judge, phaseAt, type Happening, type Inquiry, type Occasion, type Outcome } from "../inquiry.ts";
import type { Point } from "../past.ts";
import type { Trigger } from "../saves.repo.ts";

const KIND_OF: ReadonlyMap<string, ChangeKind> = new Map(
  Object.entries(CHANGE_KINDS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

export const kindOf = (save: Trigger): ChangeKind => KIND_OF.get(save.kind) ?? "updated";

/** Flips by time that are told of between two saves. */
const MOST_FLIPS = 20;

/** From where an automation had a trigger, where not from the beginning; saves since; and up to when it is told. */
export interface Told {
  readonly start: { readonly seq: number; readonly at: string } | null;
  /** The oldest first. */
  readonly saves: readonly Trigger[];
  readonly until: string;
}

/** What saves did to an automation, the oldest first, and what time did between them. */
export const judgeSaves = async (inquiry: Inquiry, { start, saves, until }: Told): Promise<Occasion[]> => {
  const occasions: Occasion[] = [];
  if (start !== null) occasions.push(...(await flipsAfter(inquiry, start, saves[0]?.at ?? until)));
  for (const [index, save] of saves.entries()) {
    const phase = phaseAt(inquiry, { seq: save.seq }) ?? inquiry.phases[0] ?? null;
    const rule = phase === null ? null : await inquiry.rules(phase.version);
    if (rule === null) continue;
    const occasion = await judgeSave(inquiry, rule, save);
    if (occasion !== null) occasions.push(occasion);
    occasions.push(...(await flipsAfter(inquiry, save, saves[index + 1]?.at ?? until)));
  }
  return occasions;
};

const judgeSave = (inquiry: Inquiry, rule: Rule, save: Trigger): Promise<Occasion | null> => {
  switch (rule.trigger.kind) {
    case "on":
      return judgeOn(inquiry, rule, save);
    case "enters":
      return judgeEnters(inquiry, rule, save);
    default:
      return Promise.resolve(null);
  }
};

export const judgedAt = ({ context }: Inquiry, at: string): EvaluationContext => ({
  now: Temporal.Instant.from(at),
  calendar: context.unit.catalog.calendar,
});

const occasionOf = (
  inquiry: Inquiry,
  save: Trigger,
  rest: Pick<Occasion, "version" | "happened" | "outcome"> & Partial<Occasion>,
): Occasion => ({
  at: save.at,
  source: save.record === inquiry.record ? "save" : "related_save",
  save,
  detail: null,
  filter: null,
  conditions: null,
  run: null,
  ...rest,
});

/** A record that was deleted can still be told of as it was before. */
const nodesAround = async (
  inquiry: Inquiry,
  save: Trigger,
  paths: PathTree,
): Promise<{ before: RecordNode | null; after: RecordNode | null }> => {
  const at = (point: Point) => inquiry.past.node(inquiry.object, inquiry.record, { point, paths });
  return { before: await at({ seq: save.seq - 1 }), after: await at({ seq: save.seq }) };
};

const judgeOn = async (inquiry: Inquiry, rule: Rule, save: Trigger): Promise<Occasion | null> => {
  const { trigger } = rule;
  if (trigger.kind !== "on") return null;
  const { version } = rule;
  const missed = (outcome: Outcome, rest: Partial<Occasion> = {}): Occasion =>
    occasionOf(inquiry, save, { version, happened: false, outcome, ...rest });
  const kind = kindOf(save);
  if (!trigger.saves.has(kind)) return missed("other_kind", { detail: [...trigger.saves].join(", ") });
  if (
    trigger.fields !== null &&
    kind !== "created" &&
    !save.changed.some((field) => trigger.fields?.has(field) === true)
  )
    return missed("fields_unchanged", { detail: [...trigger.fields].join(", ") });
  const paths = mergePaths([filterPaths(trigger.before), filterPaths(rule.when)]);
  const { before, after } = await nodesAround(inquiry, save, paths);
  const node = after ?? before;
  if (node === null) return null;
  const judged = judgedAt(inquiry, save.at);
  if (trigger.before !== null && before !== null && !evaluate(trigger.before, before, judged)) {
    const conditions = explain(trigger.before, before, judged);
    return missed("before_false", { filter: "before", conditions, detail: describe(conditions) });
  }
  return happened(inquiry, {
    rule,
    save,
    node,
    judged: { ...judged, before: kind === "created" ? null : before },
  });
};

const judgeEnters = async (inquiry: Inquiry, rule: Rule, save: Trigger): Promise<Occasion | null> => {
  const { trigger, version } = rule;
  if (trigger.kind !== "enters") return null;
  const { filter } = trigger.watched;
  const paths = mergePaths([filterPaths(filter), filterPaths(rule.when)]);
  const { before, after } = await nodesAround(inquiry, save, paths);
  if (after === null) return null;
  const judged = judgedAt(inquiry, save.at);
  const was = before !== null && evaluate(filter, before, judged);
  const conditions = explain(filter, after, judged);
  const kind = save.record === inquiry.record ? kindOf(save) : "updated";
  const comesBack = kind === "restored" || kind === "unarchived";
  if (conditions.holds && !was && !comesBack) return happened(inquiry, { rule, save, node: after, judged });
  const outcome = conditions.holds ? "already_member" : was ? "left" : "condition_false";
  const detail = conditions.holds ? null : describe(conditions);
  return occasionOf(inquiry, save, {
    version,
    happened: false,
    outcome,
    filter: "enters",
    conditions,
    detail,
  });
};

const happened = (
  inquiry: Inquiry,
  { rule, save, node, judged }: { rule: Rule; save: Trigger; node: RecordNode; judged: EvaluationContext },
): Occasion => {
  const when = rule.when === null ? null : explain(rule.when, node, judged);
  const verdict = judge(inquiry, {
    rule,
    phase: phaseAt(inquiry, { seq: save.seq }),
    at: save.at,
    quiet: save.quiet,
    node,
    when,
  });
  return occasionOf(inquiry, save, {
    version: rule.version,
    happened: true,
    ...shownOf(verdict, { rule, when, node, judged }),
  });
};

/** What a verdict shows: of a false `when` its conditions, else those that the record entered by. */
export const shownOf = (
  verdict: ReturnType<typeof judge>,
  {
    rule,
    when,
    node,
    judged,
  }: { rule: Rule; when: Happening["when"]; node: RecordNode; judged: EvaluationContext },
): Pick<Occasion, "outcome" | "detail" | "run" | "filter" | "conditions"> => {
  if (verdict.outcome === "condition_false" && when !== null)
    return { ...verdict, filter: "when", conditions: when, detail: describe(when) };
  if (rule.trigger.kind !== "enters")
    return { ...verdict, filter: when === null ? null : "when", conditions: when };
  return { ...verdict, filter: "enters", conditions: explain(rule.trigger.watched.filter, node, judged) };
};

/** Entries by the mere passing of time between one save and the next. */
const flipsAfter = async (
  inquiry: Inquiry,
  { seq, at: from }: { readonly seq: number; readonly at: string },
  until: string,
): Promise<Occasion[]> => {
  const phase = phaseAt(inquiry, { seq: seq + 1 }) ?? inquiry.phases[0] ?? null;
  const rule = phase === null ? null : await inquiry.rules(phase.version);
  if (rule?.trigger.kind !== "enters" || !rule.trigger.watched.dependencies.time) return [];
  const { filter } = rule.trigger.watched;
  const paths = mergePaths([filterPaths(filter), filterPaths(rule.when)]);
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point: { seq }, paths });
  if (node === null || node.value("archived") === true) return [];
  const occasions: Occasion[] = [];
  let at = from;
  for (let count = 0; count < MOST_FLIPS; count += 1) {
    const flip = nextFlip(filter, node, judgedAt(inquiry, at));
    if (flip === null || Temporal.Instant.compare(flip, Temporal.Instant.from(until)) > 0) break;
    const was = evaluate(filter, node, judgedAt(inquiry, at));
    at = flip.toString();
    if (!was && evaluate(filter, node, judgedAt(inquiry, at)))
      occasions.push(...(await byTime(inquiry, rule, at)));
  }
  return occasions;
};

/** By the version that was current when the time had passed: another one may have asked for something else. */
const byTime = async (inquiry: Inquiry, before: Rule, at: string): Promise<Occasion[]> => {
  const phase = phaseAt(inquiry, { at });
  const rule = (phase === null ? null : await inquiry.rules(phase.version)) ?? before;
  const { trigger } = rule;
  const entered = trigger.kind === "enters" ? filterPaths(trigger.watched.filter) : {};
  const paths = mergePaths([entered, filterPaths(rule.when)]);
  const point = { at, but: "steps" } as const;
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point, paths });
  if (node === null) return [];
  const judged = judgedAt(inquiry, at);
  const when = rule.when === null ? null : explain(rule.when, node, judged);
  const verdict = judge(inquiry, { rule, phase, at, quiet: false, node, when });
  const shown = shownOf(verdict, { rule, when, node, judged });
  return [{ at, source: "time", save: null, version: rule.version, happened: true, ...shown }];
};
