import type { AutomationContext } from "../context.ts";
import type { Rule } from "../rule.ts";
import { hasActiveRuns } from "../runs.repo.ts";
import { commonSteps } from "./common-steps.ts";
import { enterPart } from "./enter-at-once.repo.ts";
import { enterEachOfPart } from "./enter-each.ts";
import {
  delayEntering,
  dropEntering,
  insertEntering,
  keepEntering,
  readDueEntering,
  type Entering,
} from "./entering.repo.ts";

/**
 * Members entered in one transaction. While it lasts no save can be under way: 2,000 hold the others up for 0.1 s
 * here, and the next part lets them pass first.
 */
const PART = 2000;
/** Minutes until a part that failed is tried again. */
const RETRY_MINUTES = 1;

/**
 * Enters the records that match already. A record whose present stay had a run is left out; a date runs the last
 * moment that passed and has not fired. The first part is entered here, the rest by the workers.
 */
export const enterExisting = async (
  context: AutomationContext,
  rule: Rule,
  { joined = false, part = PART }: { joined?: boolean; part?: number } = {},
): Promise<void> => {
  const { tx } = context.unit;
  const entering = { automation: rule.id, at: tx.now, joined, part, after: null };
  const last = await enterNext(context, rule, entering);
  if (last !== null) await insertEntering(tx, { ...entering, after: last });
};

/** Enters the next part of what an activation left. False when none was due. */
export const enterMore = async (context: AutomationContext): Promise<boolean> => {
  const { unit, rules } = context;
  const due = await readDueEntering(unit.tx);
  if (due === null) return false;
  const rule = rules.active.find(({ id }) => id === due.automation);
  const attempt = await unit.attempt(() =>
    rule === undefined ? Promise.resolve(null) : enterNext(context, rule, due),
  );
  if (!attempt.ok) {
    const runAt = unit.tx.now.add({ minutes: RETRY_MINUTES * 2 ** Math.min(due.attempt, 8) }).toString();
    const error = attempt.error instanceof Error ? attempt.error.message : String(attempt.error);
    await delayEntering(unit.tx, due.id, { runAt, error });
  } else if (attempt.result === null) await dropEntering(unit.tx, due.id);
  else await keepEntering(unit.tx, due.id, attempt.result);
  unit.tx.afterCommit(unit.tx.workspace.onWork);
  return true;
};

/**
 * Of members (`enters`) with the same first steps a part is one statement; where the record has a say, records are
 * read by the thousand. A trace reads those that the statement left out, to say why. Answers the last one looked at.
 */
const enterNext = async (
  context: AutomationContext,
  rule: Rule,
  entering: Entering,
): Promise<string | null> => {
  const steps = rule.trigger.kind === "enters" ? commonSteps(context, rule, entering.at) : null;
  if (steps === null || (await restartsSome(context, rule))) return enterEachOfPart(context, rule, entering);
  const last = await enterPart(context.unit, { rule, entering, steps });
  if (context.options.trace && last === null)
    for (let after: string | null = null; ;) {
      after = await enterEachOfPart(context, rule, { ...entering, after });
      if (after === null) break;
    }
  return last;
};

/** A run that is ended first, so that the record can begin anew, is ended record by record. */
const restartsSome = async ({ unit }: AutomationContext, rule: Rule): Promise<boolean> =>
  rule.definition.enrollment.while_active === "restart" && (await hasActiveRuns(unit.tx, rule.id));
