import { asText } from "@cadencia/core/model";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { pipelinesOf, type RecordNode } from "../../../records/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import type { Creation } from "../create-each.ts";
import { recordOfStep } from "../outcomes.ts";
import { inheritedOwner } from "../people.ts";
import { warned } from "../set/changes.ts";
import { titleOf } from "../title.ts";
import { customerOf } from "./customer.ts";

export type Batch = ActionBatch<ActionParameters<"create_repeat_lead">>;

/** What becomes of one step: a new lead, a note on the one that is open, or nothing. */
export type Plan =
  | { readonly kind: "lead"; readonly creation: Creation & { readonly id: string } }
  | { readonly kind: "note"; readonly lead: string; readonly text: string }
  | { readonly kind: "nothing"; readonly outcome: StepOutcome };

/** Decides step by step, so that the second of two deals of one customer meets the lead of the first. */
export const planFor = (batch: Batch, step: StepAtWork, open: Map<string, string>): Plan => {
  const deal = dealOf(step);
  if (deal.one("contact")?.value("excluded") === true) {
    const detail = `${asText(deal.one("contact")?.value("name") ?? "the contact")} is excluded`;
    return { kind: "nothing", outcome: { status: "suppressed", reason: "excluded", detail } };
  }
  const customer = customerOf(deal);
  const standing = customer === null ? undefined : open.get(customer.id);
  const { if_open: ifOpen = "create" } = batch.step.parameters;
  if (standing === undefined || ifOpen === "create") {
    const creation = newLead(batch, step, deal);
    if (customer !== null && standing === undefined) open.set(customer.id, creation.id);
    return { kind: "lead", creation };
  }
  if (ifOpen === "comment") return { kind: "note", lead: standing, text: titleFor(batch, step, deal) };
  const detail = "a repeat lead of this customer is open already";
  return { kind: "nothing", outcome: { status: "skipped", reason: "duplicate", detail } };
};

const dealOf = (step: StepAtWork): RecordNode => {
  const record = recordOfStep(step);
  if (record.object === "deal") return record;
  throw new StepFailure("error", `create_repeat_lead works on a deal, not on a ${record.object}`);
};

/** Without a title of its own, or with one of which nothing is left, the lead is called like the deal. */
const titleFor = ({ services, step: { parameters } }: Batch, step: StepAtWork, deal: RecordNode): string =>
  titleOf(services, step, { text: parameters.title, otherwise: asText(deal.value("title") ?? "") });

const newLead = (batch: Batch, step: StepAtWork, deal: RecordNode): Creation & { readonly id: string } => {
  const {
    unit,
    services,
    step: { parameters },
  } = batch;
  const stage = pipelinesOf(unit.catalog.model, "lead")[0]?.stages[0];
  if (stage === undefined) throw new StepFailure("missing_pipeline", "there is no pipeline for leads");
  const { owner, detail } = inheritedOwner(services, step, {
    who: parameters.owner,
    fallback: parameters.fallback,
  });
  return {
    id: unit.tx.workspace.newId(),
    input: {
      title: titleFor(batch, step, deal),
      contact: deal.one("contact")?.id ?? null,
      company: deal.one("company")?.id ?? null,
      owner,
      repeat: true,
      from_deal: deal.id,
      stage: stage.key,
    },
    success: warned("missing_person", detail === null ? [] : [detail]),
  };
};
