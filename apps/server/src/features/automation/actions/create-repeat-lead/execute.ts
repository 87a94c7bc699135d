import { byProduct, mergePaths } from "../../../records/index.ts";
import { eachStep, type Action, type StepAtWork } from "../action.ts";
import { checkPerson } from "../checks.ts";
import { createEach, type CreatedFor } from "../create-each.ts";
import type { StepOutcomes } from "../outcomes.ts";
import { personPaths } from "../paths.ts";
import { customerOf } from "./customer.ts";
import { openRepeatLeads } from "./open-leads.ts";
import { planFor, type Batch, type Plan } from "./plan.ts";

export const createRepeatLeadAction: Action<"create_repeat_lead"> = {
  name: "create_repeat_lead",
  paths: ({ owner, fallback }) => mergePaths([{ contact: {}, company: {} }, personPaths(owner, fallback)]),
  check: ({ owner, fallback }, context) => [
    ...checkPerson(context, "owner", owner),
    ...checkPerson(context, "fallback", fallback),
  ],
  execute: async (batch) => {
    const open = await openLeadsFor(batch);
    const { results: plans, failures } = eachStep(batch.steps, (step) => planFor(batch, step, open));
    const outcomes: StepOutcomes = new Map(failures);
    for (const [step, plan] of plans) if (plan.kind === "nothing") outcomes.set(step, plan.outcome);

    const leads = await createEach(
      { unit: batch.unit, steps: stepsWith(batch, plans, "lead") },
      "lead",
      (step) => {
        const plan = plans.get(step.id);
        return plan?.kind === "lead" ? plan.creation : [];
      },
    );
    await linkBack(batch, leads.created);
    const notes = await createEach(
      { unit: batch.unit, steps: stepsWith(batch, plans, "note") },
      "note",
      (step) => {
        const plan = plans.get(step.id);
        if (plan?.kind !== "note") return [];
        const record = { object: "lead", id: plan.lead };
        return { input: { text: plan.text, record, author: null }, along: [plan.lead] };
      },
    );
    return new Map([...outcomes, ...leads.outcomes, ...notes.outcomes]);
  },
};

/** Without `if_open` nobody asks for them. */
const openLeadsFor = async ({ unit, steps, step: { parameters } }: Batch): Promise<Map<string, string>> => {
  if ((parameters.if_open ?? "create") === "create") return new Map();
  const customers = steps.flatMap((step) => (step.record === null ? [] : (customerOf(step.record) ?? [])));
  return openRepeatLeads(unit, customers);
};

const stepsWith = (
  { steps }: Batch,
  plans: ReadonlyMap<string, Plan>,
  kind: Plan["kind"],
): readonly StepAtWork[] => steps.filter((step) => plans.get(step.id)?.kind === kind);

/** The way back from the deal is part of making the lead: it is no event, and so starts nothing. */
const linkBack = async ({ unit }: Batch, created: readonly CreatedFor[]): Promise<void> => {
  await unit.update(
    "deal",
    created.flatMap(({ step, record }) =>
      step.record === null
        ? []
        : [
            {
              id: step.record.id,
              input: { repeat_lead: record.id },
              origin: { ...byProduct(step.origin), runAutomations: false },
            },
          ],
    ),
  );
};
