import { readRecords, RecordNode } from "../../records/index.ts";
import type { HandoverMoment, HandoverWish } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { readStep, type StepUnderWay } from "../steps.repo.ts";
import { holdBack, postpone } from "./limits.ts";

/**
 * When a step's message may be handed over that could be at an instant: its window, a person's hours and the
 * recipient's night bear on every attempt, and none is made later than the step may be late.
 */
export const handoverMoment = async (
  context: AutomationContext,
  stepId: string,
  { at, quiet }: HandoverWish,
): Promise<HandoverMoment> => {
  const { unit, rules, directory } = context;
  const step = await readStep(unit.tx, stepId);
  if (step === null || step.due === null) return { at };
  const rule = await rules.version(unit.tx, step.automation, step.runVersion);
  const stop = rule?.stops.get(step.step);
  if (stop === undefined) return { at };
  const { catalog } = unit;
  const due = Temporal.Instant.from(step.due);
  const record = stop.window?.calendar === "owner" ? await readRecord(context, step) : null;
  const held = holdBack({ step: stop, due, record }, { now: at, catalog, directory });
  const outcome =
    held === null || held.status === "waiting"
      ? postpone(
          { step: stop, due },
          {
            until: held?.until ?? at,
            reason: held?.reason ?? "error",
            quiet: quiet === null ? [] : [quiet],
            calendar: catalog.calendar,
          },
        )
      : held;
  if (outcome.status === "waiting") return { at: outcome.until };
  return { late: "detail" in outcome ? (outcome.detail ?? "late") : "late" };
};

const readRecord = async ({ unit }: AutomationContext, step: StepUnderWay): Promise<RecordNode | null> => {
  if (step.record === null) return null;
  const [record] = await readRecords(unit.tx, unit.object(step.object), [step.record]);
  return record === undefined ? null : new RecordNode(record);
};
