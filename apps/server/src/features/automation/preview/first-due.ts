import { isBranch, type IndexPath, type Step } from "@cadencia/contracts/automation";
import type { AutomationContext } from "../context.ts";
import { timeStep } from "../plan.ts";
import { branchId, type Rule, type Stop } from "../rule.ts";

/** Where a run may begin: at its first step and those in parallel, by any way of a branch. */
const possibleBeginnings = (rule: Rule, steps: readonly Step[], prefix: IndexPath = []): readonly Stop[] => {
  const first = steps.find((step) => step.start !== "parallel");
  return steps.flatMap((step, position) => {
    if (step !== first && step.start !== "parallel") return [];
    const index = [...prefix, position];
    if (isBranch(step) && step.wait === null)
      return step.branch.flatMap((arm, way) => possibleBeginnings(rule, arm.steps, [...index, way]));
    return rule.stops.get(isBranch(step) ? branchId(step, index) : step.id) ?? [];
  });
};

/** The date fields that a run may begin by waiting for; their earliest values decide when the first is due. */
export const awaitedFields = (rule: Rule): readonly string[] => [
  ...new Set(
    possibleBeginnings(rule, rule.definition.steps).flatMap(({ wait }) =>
      wait !== null && "until" in wait ? [wait.until.field] : [],
    ),
  ),
];

/** When the first of the steps is due, of runs that begin now; `earliest` holds the first date of each field. */
export const firstDue = (
  { unit }: AutomationContext,
  rule: Rule,
  earliest: ReadonlyMap<string, string | null>,
): Temporal.Instant | null => {
  const { now } = unit.tx;
  const instants = possibleBeginnings(rule, rule.definition.steps).flatMap((stop) => {
    const { wait } = stop;
    const date = wait !== null && "until" in wait ? (earliest.get(wait.until.field) ?? null) : null;
    const reached = { base: now, record: null, frozen: { [stop.id]: date } };
    return timeStep(withDateTaken(stop), reached, unit.catalog.calendar).runAt ?? [];
  });
  return instants.toSorted((left, right) => Temporal.Instant.compare(left, right))[0] ?? null;
};

/** The step as if it had taken its date at the start of the run: there is no record to read it from. */
const withDateTaken = (stop: Stop): Stop =>
  stop.wait !== null && "until" in stop.wait
    ? { ...stop, wait: { until: { ...stop.wait.until, freeze: true } } }
    : stop;
