import type { AutomationContext } from "../context.ts";
import type { Rule } from "../rule.ts";
import { hasActiveRuns } from "../runs.repo.ts";
import { commonSteps } from "./common-steps.ts";
import { enterPart } from "./enter-at-once.repo.ts";
import { enterEachOfPart } from "./enter-each.ts";
import type { EnterTask } from "../jobs/job.ts";
import { insertJobs } from "../jobs/jobs.repo.ts";

/**
 * Members entered in one transaction. While it lasts no save can be under way: 2,000 hold the others up for 0.1 s
 * here, and the next part lets them pass first.
 */
const PART = 2000;

/**
 * Enters the records that match already. A record whose present stay had a run is left out; a date runs the last
 * moment that passed and has not fired. The first part is entered here unless all is to be done `later`, the rest by the workers.
 */
export const enterExisting = async (
  context: AutomationContext,
  rule: Rule,
  { joined = false, later = false, part = PART }: { joined?: boolean; later?: boolean; part?: number } = {},
): Promise<void> => {
  const { tx } = context.unit;
  const at = tx.now.toString();
  const task: EnterTask = { automation: rule.id, at, base: at, joined, part, after: null };
  if (later) {
    await insertJobs(tx, [{ kind: "enter", task }]);
    return;
  }
  const last = await enterNext(context, rule, task);
  if (last !== null) await insertJobs(tx, [{ kind: "enter", task: { ...task, after: last } }]);
};

/** Enters the next part of what an activation left. Answers what is left then. */
export const enterMore = async (context: AutomationContext, task: EnterTask): Promise<EnterTask | null> => {
  const rule = context.rules.active.find(({ id }) => id === task.automation);
  const last = rule === undefined ? null : await enterNext(context, rule, task);
  return last === null ? null : { ...task, after: last };
};

/**
 * Of members (`enters`) with the same first steps a part is one statement; where the record has a say, records are
 * read by the thousand. A trace reads those that the statement left out, to say why. Answers the last one looked at.
 */
const enterNext = async (context: AutomationContext, rule: Rule, task: EnterTask): Promise<string | null> => {
  const base = Temporal.Instant.from(task.base);
  const steps = rule.trigger.kind === "enters" ? commonSteps(context, rule, base) : null;
  if (steps === null || (await restartsSome(context, rule))) return enterEachOfPart(context, rule, task);
  const together = await context.unit.attempt(() => enterPart(context.unit, { rule, task, steps }));
  // One record's failure fails the statement for all.
  if (!together.ok) return enterEachOfPart(context, rule, task);
  const last = together.result;
  if (context.options.trace && last === null)
    for (let after: string | null = null; ;) {
      after = await enterEachOfPart(context, rule, { ...task, after });
      if (after === null) break;
    }
  return last;
};

/** A run that is ended first, so that the record can begin anew, is ended record by record. */
const restartsSome = async ({ unit }: AutomationContext, rule: Rule): Promise<boolean> =>
  rule.definition.enrollment.while_active === "restart" && (await hasActiveRuns(unit.tx, rule.id));
