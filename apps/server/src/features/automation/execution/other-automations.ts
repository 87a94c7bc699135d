import { EVERYTHING } from "@cadencia/core/rights";
import { Graph, RecordNode, refuseChange } from "../../records/index.ts";
import {
  DONE,
  eachStep,
  StepFailure,
  type ActionServices,
  type StepAtWork,
  type StepOutcome,
} from "../actions/action.ts";
import { recordOfStep } from "../actions/outcomes.ts";
import { findAutomation } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { enroll } from "../enroll.ts";
import { endRuns } from "../exit.ts";
import { entryPaths } from "../paths.ts";
import { pressedCandidates } from "../pressed.ts";
import { logNotStarted } from "../run-log.repo.ts";

type Outcomes = ReadonlyMap<string, StepOutcome>;

/** What one automation does to another, for the very records of its steps. */
export const otherAutomations = (
  context: AutomationContext,
): Pick<ActionServices, "startAutomation" | "stopAutomation"> => ({
  startAutomation: (key, steps) => start(context, key, steps),
  stopAutomation: (key, { steps, by }) => stop(context, key, { steps, by }),
});

/** What nobody may do to a record by hand, their automations may not have another one do, nor stop. */
const allowedRecord = (step: StepAtWork): RecordNode => {
  const record = recordOfStep(step);
  const rights = step.origin.rights ?? EVERYTHING;
  // The step would not execute if its publisher did not read the record.
  const outcome = refuseChange(rights, { action: "edit", before: record.record, canRead: true });
  if (outcome !== null)
    throw new StepFailure("forbidden", outcome.problems.map(({ message }) => message).join("; "));
  return record;
};

const all = (steps: readonly StepAtWork[], outcome: StepOutcome): Outcomes =>
  new Map(steps.map(({ id }) => [id, outcome]));

const gone = (key: string): StepOutcome => ({
  status: "failed",
  reason: "automation_deleted",
  detail: `there is no automation "${key}"`,
});

/** As if it were pressed, in the chain of causes at hand: what starts nothing says why in the log of the other. */
const start = async (
  context: AutomationContext,
  key: string,
  steps: readonly StepAtWork[],
): Promise<Outcomes> => {
  const { unit, rules } = context;
  const row = await findAutomation(unit.tx, key);
  if (row === null) return all(steps, gone(key));
  const { results, failures } = eachStep(steps, allowedRecord);
  const meant = steps.flatMap((step) => {
    const record = results.get(step.id);
    // Afresh: what the action at hand may see of it is not what starting the other run judges.
    return record === undefined ? [] : [{ step, record: new RecordNode(record.record) }];
  });
  const wrong = meant.some(({ record }) => record.object !== row.object);
  if (wrong) {
    const detail = `automation "${key}" works on ${row.object}`;
    return all(steps, { status: "failed", reason: "error", detail });
  }
  const rule = rules.active.find(({ id }) => id === row.id);
  if (rule === undefined) {
    const { id: automation, version } = row;
    const refused = meant.map(({ record }) => ({
      automation,
      version,
      record: record.id,
      reason: "automation_inactive" as const,
      detail: null,
    }));
    await logNotStarted(unit.tx, refused);
  } else {
    await new Graph(unit.tx, unit.catalog.model, "share").load(
      meant.map(({ record }) => record),
      entryPaths(rule),
    );
    const pressed = meant.map(({ step, record }) => ({ record, origin: step.origin }));
    await enroll(context, await pressedCandidates(context, rule, pressed));
  }
  return new Map([...all(steps, DONE), ...failures]);
};

/** What waits is cancelled as by hand, with the name of the automation that stopped it. */
const stop = async (
  { unit }: AutomationContext,
  key: string,
  { steps, by }: { readonly steps: readonly StepAtWork[]; readonly by: string },
): Promise<Outcomes> => {
  const row = await findAutomation(unit.tx, key);
  if (row === null) return all(steps, gone(key));
  const { results, failures } = eachStep(steps, allowedRecord);
  const pairs = [...results.values()].map(({ id }) => ({ record: id, automation: row.id }));
  await endRuns(unit, { pairs }, { reason: "manual", detail: by });
  return new Map([...all(steps, DONE), ...failures]);
};
