import type { RecordNode } from "../../records/index.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import { toNewStep } from "../enroll.ts";
import { armJudge } from "../flow.ts";
import { timeStep, type Timing } from "../plan.ts";
import type { Rule, Stop } from "../rule.ts";
import type { Frozen, NewStep } from "../runs.repo.ts";
import { continuation } from "./passage.ts";
import { readPassages } from "./passages.repo.ts";

/** A run that was moved to the version of the rule. */
export interface MovedRun {
  readonly id: string;
  readonly record: string | null;
  readonly node: RecordNode | null;
  readonly frozen: Frozen | null;
  /** What became of the event that its last step waited for. */
  readonly happened?: boolean;
}

/** The steps that runs go on with in the version they were moved to. */
export const continueMoved = async (
  context: AutomationContext,
  rule: Rule,
  runs: readonly MovedRun[],
): Promise<NewStep[]> => {
  if (runs.length === 0) return [];
  const { unit } = context;
  const passages = await readPassages(
    unit.tx,
    runs.map(({ id }) => id),
  );
  return runs.flatMap(({ id, record, node, frozen, happened = true }) => {
    const passage = passages.get(id);
    if (passage === undefined) return [];
    const judge = armJudge(rule, node, { ...judgedNow(context), wait: { happened } });
    return continuation(rule, passage, judge).map(({ stop, base, fromStart }) => {
      const timing = timeStep(stop, { base, record: node, frozen }, unit.catalog.calendar);
      return toNewStep(
        context,
        { rule, run: id, record, step: stop.id, caused: true },
        fromStart || isDated(stop) ? notBefore(timing, unit.tx.now) : reachedNow(timing, unit.tx.now),
      );
    });
  });
};

/** A date that is past stays the due moment of its step. */
const isDated = ({ wait }: Stop): boolean => wait !== null && "until" in wait;

/** A step that was reached only by the move cannot have been due before it, and so is not late. */
const reachedNow = (timing: Timing, now: Temporal.Instant): Timing => {
  const { due } = timing;
  const isPast = due !== null && Temporal.Instant.compare(due, now) < 0;
  return notBefore(isPast ? { ...timing, due: now } : timing, now);
};

/** What was due before the run came here goes behind what is due already. */
export const notBefore = (timing: Timing, now: Temporal.Instant): Timing => {
  const { runAt } = timing;
  return runAt === null || Temporal.Instant.compare(runAt, now) >= 0 ? timing : { ...timing, runAt: now };
};
