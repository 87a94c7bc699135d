import type { ActionParameters } from "@cadencia/contracts/automation";
import { heldByCap, type CapRequest } from "../../../messaging/index.ts";
import { eachStep, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import { templateFor } from "../sending/texts.ts";
import { addressesOf } from "./addresses.ts";

type Batch = ActionBatch<ActionParameters<"send_email">>;

/** Holds mails back that are over the workspace's frequency cap. Colleagues' and transactional mail is never held. */
export const holdForCap = async (
  batch: Batch,
  goesOn: (step: StepAtWork) => boolean,
): Promise<ReadonlyMap<string, StepOutcome>> => {
  const { settings } = batch.catalog;
  if (settings.frequencyCap === null) return new Map();
  const { results } = eachStep(batch.steps, (step): CapRequest => ({
    step: step.id,
    addresses: cappedAddresses(batch, step),
    takes: goesOn(step),
  }));
  const held = await heldByCap(batch.unit.tx, [...results.values()], settings);
  return new Map(
    [...held].map(([step, until]) => [step, { status: "waiting", reason: "frequency_cap", until }]),
  );
};

const cappedAddresses = (batch: Batch, step: StepAtWork): readonly string[] =>
  addressesOf(batch, step).to.flatMap(({ recipient, email }) => {
    if (email === null || recipient.kind === "user") return [];
    const reader = { locale: batch.catalog.settings.locale, address: email.key };
    const template = templateFor(batch, batch.step.parameters.template, reader);
    return template?.transactional === true ? [] : [email.key];
  });
