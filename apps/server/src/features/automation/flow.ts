import type { Branch, IndexPath, Step } from "@cadencia/contracts/automation";
import { isBranch } from "@cadencia/contracts/automation";
import { evaluate, type EvaluationContext } from "@cadencia/core/filter";
import type { RecordView } from "@cadencia/core/model";
import { armKey, branchId, type Rule, type Stop } from "./rule.ts";

/** Whether the way of a branch may be taken. */
export type Judge = (branch: IndexPath, arm: number) => boolean;

/** Where a run goes next. */
export interface Next {
  readonly stop: Stop;
  /** It starts in parallel: its wait counts from the start of the run. */
  readonly fromStart: boolean;
}

/** Judges the ways of branches for one record, as of now. Without a record only an `else` can be taken. */
export const armJudge =
  (rule: Rule, record: RecordView | null, context: EvaluationContext): Judge =>
  (branch, arm) => {
    const filter = rule.arms.get(armKey(branch, arm));
    return record !== null && (filter === undefined || evaluate(filter, record, context));
  };

/** The steps that begin with a run: its first, and those that start in parallel. */
export const firstSteps = (rule: Rule, judge: Judge): readonly Next[] =>
  reach(rule.definition.steps, [], { rule, judge, from: 0 }).found;

/**
 * The steps that follow when one has finished. A parallel step is followed by none. After the last step of a
 * branch's way comes what stands below the branch. A branch that waited is followed by the way that holds now;
 * one that was skipped is passed.
 */
export const stepsAfter = (
  rule: Rule,
  finished: { readonly step: string; readonly passed: boolean },
  judge: Judge,
): readonly Next[] => {
  const stop = rule.stops.get(finished.step);
  if (stop === undefined) return [];
  if (stop.branch === null || finished.passed) return below(rule, stop, judge);
  const { found, goesOn } = takeWay(stop.branch, stop.index, { rule, judge });
  return goesOn ? found : [...found, ...below(rule, stop, judge)];
};

const below = (rule: Rule, { start, index }: Stop, judge: Judge): readonly Next[] => {
  if (start === "parallel") return [];
  const found: Next[] = [];
  for (let depth = index.length; depth > 0; depth -= 2) {
    const prefix = index.slice(0, depth - 1);
    const list = listAt(rule.definition.steps, prefix);
    const from = (index[depth - 1] ?? 0) + 1;
    const reached = reach(list, prefix, { rule, judge, from, onlyNext: true });
    found.push(...reached.found);
    // What stands below a parallel branch does not wait for it.
    if (reached.goesOn || branchAround(rule, prefix)?.start === "parallel") break;
  }
  return found;
};

/** The list of steps that a path leads to. */
export const listAt = (steps: readonly Step[], prefix: IndexPath): readonly Step[] => {
  const [position, arm, ...rest] = prefix;
  if (position === undefined || arm === undefined) return steps;
  const branch = steps[position];
  return branch === undefined || !isBranch(branch) ? [] : listAt(branch.branch[arm]?.steps ?? [], rest);
};

/** The branch in whose way a list of steps stands; null for the outermost list. */
export const branchAround = (rule: Rule, prefix: IndexPath): Branch | null => {
  const position = prefix.at(-2);
  if (position === undefined) return null;
  const step = listAt(rule.definition.steps, prefix.slice(0, -2))[position];
  return step !== undefined && isBranch(step) ? step : null;
};

interface Reach {
  readonly rule: Rule;
  readonly judge: Judge;
  readonly from: number;
  /** Parallel steps of this list began already, when the list was entered. */
  readonly onlyNext?: boolean;
}

interface Reached {
  readonly found: readonly Next[];
  /** Whether one of them is followed by others: what stands below waits for it. */
  readonly goesOn: boolean;
}

/** On entering a list: its parallel steps and the first of the others, through branches whose way holds. */
export const reach = (
  steps: readonly Step[],
  prefix: IndexPath,
  { rule, judge, from, onlyNext = false }: Reach,
): Reached => {
  const found: Next[] = [];
  let goesOn = false;
  for (let position = from; position < steps.length; position += 1) {
    const step = steps[position];
    if (step === undefined) continue;
    const parallel = step.start === "parallel";
    if (parallel ? onlyNext : goesOn) continue;
    const begun = begin(step, [...prefix, position], { rule, judge });
    found.push(...(parallel ? begun.found.map((next) => ({ ...next, fromStart: true })) : begun.found));
    goesOn ||= !parallel && begun.goesOn;
  }
  return { found, goesOn };
};

const begin = (step: Step, index: IndexPath, flow: Pick<Reach, "rule" | "judge">): Reached => {
  if (isBranch(step) && step.wait === null) return takeWay(step, index, flow);
  const stop = flow.rule.stops.get(isBranch(step) ? branchId(step, index) : step.id);
  return stop === undefined
    ? { found: [], goesOn: false }
    : { found: [{ stop, fromStart: false }], goesOn: true };
};

/** The steps of the first way that holds; none holds: nothing. */
const takeWay = (
  branch: Branch,
  index: IndexPath,
  { rule, judge }: Pick<Reach, "rule" | "judge">,
): Reached => {
  const arm = branch.branch.findIndex((way, position) => way.if === null || judge(index, position));
  const chosen = branch.branch[arm];
  return chosen === undefined
    ? { found: [], goesOn: false }
    : reach(chosen.steps, [...index, arm], { rule, judge, from: 0 });
};
