import type { AutomationContext } from "../context.ts";
import { firstSteps } from "../flow.ts";
import { timeStep } from "../plan.ts";
import type { Rule } from "../rule.ts";
import type { CommonStep } from "./enter-at-once.repo.ts";

/**
 * The first steps of a run that counts from `base`, where they are the same for every record; null where the record
 * has a say in them: a branch, a date of its own, a group of which it may be in one run only.
 */
export const commonSteps = (
  { unit }: AutomationContext,
  rule: Rule,
  base: Temporal.Instant,
): readonly CommonStep[] | null => {
  const stops = [...rule.stops.values()];
  const takesDates = stops.some(({ wait }) => wait !== null && "until" in wait && wait.until.freeze);
  if (takesDates || rule.definition.enrollment.group !== null) return null;
  let asksRecord = false;
  const first = firstSteps(rule, () => {
    asksRecord = true;
    return false;
  }).map(({ stop }) => stop);
  const followsDate = first.some(({ wait }) => wait !== null && "until" in wait);
  if (asksRecord || followsDate || first.length === 0) return null;
  return first.map((stop) => {
    const timing = timeStep(stop, { base, record: null, frozen: null }, unit.catalog.calendar);
    return {
      step: stop.id,
      reason: timing.reason,
      base: base.toString(),
      due: timing.due?.toString() ?? null,
      runAt: timing.runAt?.toString() ?? null,
    };
  });
};
