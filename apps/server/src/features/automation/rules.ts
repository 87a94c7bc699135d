import type { Transaction } from "../../platform/workspace/index.ts";
import type { FilterProblem } from "@cadencia/core/filter";
import { isChanging, type Catalog } from "../objects/index.ts";
import type { Ending } from "./jobs/job.ts";
import { readEndings } from "./jobs/jobs.repo.ts";
import { buildRuleIndex, type RuleIndex } from "./rule-index.ts";
import type { Reason } from "./reasons.ts";
import { compileRule, type CompileContext, type Rule, type RuleSource } from "./rule.ts";
import {
  readActiveVersions,
  readInactiveVersions,
  readStandingWork,
  readVersion,
  readVersionsUnderWay,
} from "./rules.repo.ts";

/** What automations a workspace has, as of one revision. */
export interface Rules {
  readonly index: RuleIndex;
  readonly active: readonly Rule[];
  /** Active automations whose current version names what is no longer there: they start nothing. */
  readonly broken: readonly BrokenRule[];
  /** Those that are switched off, where a trace wants to say what they would have started. */
  readonly inactive: readonly Rule[];
  /** Those switched off that events would start: no journal keeps an event, so it is noted that nothing came of it. */
  readonly deaf: readonly Rule[];
  /** Whether any step may wait for a date that a save moves. */
  readonly waitsUntil: boolean;
  /** Whether any activity may be done by its record's leaving the stage. */
  readonly completesByStage: boolean;
  /** Runs that a change of their automation is to end, part by part, and has not ended yet. */
  readonly endings: readonly (Ending & { readonly automation: string })[];
  /** The objects of which some run may end by its contact's reply. */
  readonly endedByReply: ReadonlySet<string>;
  /** A version that a run is pinned to, current or not. Null: it can no longer be read (a removed field). */
  readonly version: (tx: Transaction, automation: string, version: number) => Promise<Rule | null>;
}

export interface BrokenRule {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly reason: Reason;
}

export type Resolve = CompileContext["resolve"];

const known = new WeakMap<object, { revision: string; rules: Rules }>();

/** Read anew only when somebody published, switched or reconfigured something. */
export const readRules = async (
  tx: Transaction,
  catalog: Catalog,
  { resolve, trace }: { readonly resolve: Resolve; readonly trace: boolean },
): Promise<Rules> => {
  const revision = `${catalog.revisions.model}/${catalog.revisions.rules}`;
  const cached = known.get(tx.workspace);
  if (cached?.revision === revision) return cached.rules;
  const rules = await loadRules(tx, { context: { model: catalog.model, resolve }, trace });
  if (!isChanging(tx)) known.set(tx.workspace, { revision, rules });
  return rules;
};

/** One rule alone, as if the workspace had no other; null: none at all. */
export const soloRules = (rule: Rule | null): Rules => ({
  index: buildRuleIndex(rule === null ? [] : [rule], []),
  active: rule === null ? [] : [rule],
  broken: [],
  inactive: [],
  deaf: [],
  waitsUntil: true,
  completesByStage: true,
  endings: [],
  endedByReply: new Set(rule === null ? [] : [rule.object]),
  version: async (_, automation, version) =>
    automation === rule?.id && version === rule.version ? rule : null,
});

const brokenRule = (
  { id, version, definition }: RuleSource,
  [first]: readonly Pick<FilterProblem, "code" | "message">[],
): BrokenRule => ({
  id,
  name: definition.name,
  version,
  reason: first === undefined ? "error" : reasonOf(first),
});

/** What is missing, in the words of the contract; a record that a filter names is a person but for a few. */
const reasonOf = ({ code, message }: Pick<FilterProblem, "code" | "message">): Reason => {
  switch (code) {
    case "unknown_stage":
      return "missing_stage";
    case "unknown_record":
      return message.includes("no user") ? "missing_person" : "missing_value";
    case "unknown_option":
      return message.includes("pipeline") ? "missing_pipeline" : "missing_value";
    case "unknown_object":
    case "unknown_field":
    case "unknown_relation":
      return "missing_field";
    default:
      return "error";
  }
};

const loadRules = async (
  tx: Transaction,
  { context, trace }: { readonly context: CompileContext; readonly trace: boolean },
): Promise<Rules> => {
  const versions = new Map<string, Rule | null>();
  const active: Rule[] = [];
  const broken: BrokenRule[] = [];
  const [current, underWay, switchedOff, standing, endings] = await Promise.all([
    readActiveVersions(tx),
    readVersionsUnderWay(tx),
    readInactiveVersions(tx, trace ? "all" : "events"),
    readStandingWork(tx),
    readEndings(tx),
  ]);
  for (const source of current) {
    const compiled = compileRule(source, context);
    versions.set(`${source.id}/${source.version}`, compiled.ok ? compiled.rule : null);
    if (compiled.ok) active.push(compiled.rule);
    else broken.push(brokenRule(source, compiled.problems));
  }
  const version = async (at: Transaction, automation: string, number: number): Promise<Rule | null> => {
    const key = `${automation}/${number}`;
    const cached = versions.get(key);
    if (cached !== undefined) return cached;
    const source = await readVersion(at, automation, number);
    const compiled = source === null ? null : compileRule(source, context);
    const rule = compiled?.ok === true ? compiled.rule : null;
    versions.set(key, rule);
    return rule;
  };
  const older: Rule[] = [];
  for (const pinned of underWay) {
    const rule = await version(tx, pinned.automation, pinned.version);
    if (rule !== null) older.push(rule);
  }
  const off = switchedOff.flatMap((source) => {
    const compiled = compileRule(source, context);
    return compiled.ok ? [compiled.rule] : [];
  });
  const inactive = trace ? off : [];
  const deaf = off.filter(({ trigger }) => trigger.kind === "event");
  return {
    index: buildRuleIndex(active, older),
    active,
    broken,
    inactive,
    deaf,
    version,
    endings,
    ...standing,
  };
};
