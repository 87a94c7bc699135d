import type { Rule } from "../rule.ts";
import { timeStep } from "../plan.ts";
import type { AutomationContext } from "../context.ts";
import type { RunFacts, StepFacts } from "./run-detail.repo.ts";

/** When a step would have ended had nobody been late: what a virtual clock shows. */
export type NominalEnds = ReadonlyMap<string, Temporal.Instant>;

export const wholeSecond = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: "second", roundingMode: "floor" });

interface Passed {
  readonly run: RunFacts;
  readonly rule: Rule;
  readonly steps: readonly StepFacts[];
  /** Steps that something held back when they were due. */
  readonly putOff: ReadonlySet<string>;
}

/**
 * Steps counted anew from the whole second at which the run began, each from the nominal end of the one before. What
 * was put off (quiet hours, caps, a person) ended when it did.
 */
export const nominalEnds = (
  { unit }: AutomationContext,
  { run, rule, steps, putOff }: Passed,
): NominalEnds => {
  const ends = new Map<string, Temporal.Instant>();
  const began = wholeSecond(Temporal.Instant.from(run.base));
  const real = new Map<string, Temporal.Instant>([[run.base, began]]);
  for (const step of steps) {
    if (step.at === null) continue;
    const at = Temporal.Instant.from(step.at);
    const base = real.get(step.base) ?? wholeSecond(Temporal.Instant.from(step.base));
    const stop = rule.stops.get(step.step);
    const wait = stop?.wait ?? null;
    const isCounted = stop !== undefined && (wait === null || "for" in wait);
    const due = isCounted
      ? timeStep(stop, { base, record: null, frozen: null }, unit.catalog.calendar).due
      : step.due === null
        ? null
        : wholeSecond(Temporal.Instant.from(step.due));
    const hadItsTime = step.status !== "cancelled" && !putOff.has(step.step);
    const end = hadItsTime && due !== null ? due : wholeSecond(at);
    ends.set(step.id, end);
    real.set(step.at, end);
  }
  return ends;
};
