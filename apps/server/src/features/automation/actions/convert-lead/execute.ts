import { convertLeads } from "../../../records/index.ts";
import { DONE, eachStep, StepFailure, type Action, type StepAtWork, type StepOutcome } from "../action.ts";
import { newValues } from "../create/execute.ts";
import { outcomeOf, recordOfStep, type StepOutcomes } from "../outcomes.ts";
import { checkValues } from "../set/check.ts";
import { valuePaths } from "../set/execute.ts";
import type { RecordNode } from "../../../records/index.ts";

const leadOf = (step: StepAtWork): RecordNode => {
  const record = recordOfStep(step);
  if (record.object === "lead") return record;
  throw new StepFailure("error", `convert_lead works on a lead, not on a ${record.object}`);
};

/** A lead whose pipeline has no won stage stays where it is, and that is said. */
const successOf = (won: boolean, success: StepOutcome): StepOutcome =>
  won ? success : { status: "done", reason: "missing_stage", detail: "the lead's pipeline has no won stage" };

export const convertLeadAction: Action<"convert_lead"> = {
  name: "convert_lead",
  paths: (parameters) =>
    valuePaths(Object.fromEntries(Object.values(parameters).map((raw, index) => [`v${index}`, raw]))),
  check: (parameters, context) => checkValues(parameters, context, "deal"),
  execute: async (batch) => {
    const object = batch.unit.object("deal");
    const { results, failures } = eachStep(batch.steps, (step) => {
      const lead = leadOf(step);
      // A lead becomes a deal once; a second conversion changes nothing.
      if (lead.value("converted_deal") !== null) return null;
      return { lead: lead.record, built: newValues(batch, step, { object, values: batch.step.parameters }) };
    });
    const able = batch.steps.flatMap((step) => {
      const planned = results.get(step.id) ?? null;
      return planned === null ? [] : [{ step, ...planned }];
    });
    const converted = await convertLeads(
      batch.unit,
      able.map(({ step, lead, built }) => ({ lead, deal: built.input, origin: step.origin })),
    );
    const outcomes: StepOutcomes = new Map(batch.steps.map((step) => [step.id, DONE]));
    for (const [index, { step, built }] of able.entries()) {
      const result = converted[index];
      if (result === undefined) continue;
      outcomes.set(step.id, outcomeOf(result.deal, successOf(result.won, built.success)));
    }
    return new Map([...outcomes, ...failures]);
  },
};
