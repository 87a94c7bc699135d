import type { Transaction } from "../../platform/workspace/index.ts";
import { isChanging, type Catalog } from "../objects/index.ts";
import { buildRuleIndex, type RuleIndex } from "./rule-index.ts";
import { compileRule, type CompileContext, type Rule } from "./rule.ts";
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
  /** Those that are switched off, where a trace wants to say what they would have started. */
  readonly inactive: readonly Rule[];
  /** Whether any step may wait for a date that a save moves. */
  readonly waitsUntil: boolean;
  /** Whether any activity may be done by its record's leaving the stage. */
  readonly completesByStage: boolean;
  /** The objects of which some run may end by its contact's reply. */
  readonly endedByReply: ReadonlySet<string>;
  /** A version that a run is pinned to, current or not. Null: it can no longer be read (a removed field). */
  readonly version: (tx: Transaction, automation: string, version: number) => Promise<Rule | null>;
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
  inactive: [],
  waitsUntil: true,
  completesByStage: true,
  endedByReply: new Set(rule === null ? [] : [rule.object]),
  version: async (_, automation, version) =>
    automation === rule?.id && version === rule.version ? rule : null,
});

const loadRules = async (
  tx: Transaction,
  { context, trace }: { readonly context: CompileContext; readonly trace: boolean },
): Promise<Rules> => {
  const versions = new Map<string, Rule | null>();
  const active: Rule[] = [];
  for (const source of await readActiveVersions(tx)) {
    const compiled = compileRule(source, context);
    versions.set(`${source.id}/${source.version}`, compiled.ok ? compiled.rule : null);
    if (compiled.ok) active.push(compiled.rule);
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
  for (const pinned of await readVersionsUnderWay(tx)) {
    const rule = await version(tx, pinned.automation, pinned.version);
    if (rule !== null) older.push(rule);
  }
  const inactive = (trace ? await readInactiveVersions(tx) : []).flatMap((source) => {
    const compiled = compileRule(source, context);
    return compiled.ok ? [compiled.rule] : [];
  });
  const standing = await readStandingWork(tx);
  return { index: buildRuleIndex(active, older), active, inactive, version, ...standing };
};
