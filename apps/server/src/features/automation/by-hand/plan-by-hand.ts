import type { ActionParameters } from "@cadencia/contracts/automation";
import type { Rights } from "@cadencia/core/rights";
import { isHtml } from "../../../platform/templates/index.ts";
import { recipientPaths, type Dispatch, type NotSent } from "../../messaging/index.ts";
import {
  byProduct,
  Graph,
  mergePaths,
  RecordNode,
  type Origin,
  type StoredRecord,
} from "../../records/index.ts";
import type { ActionBatch, StepAtWork } from "../actions/action.ts";
import { planMails } from "../actions/send-email/execute.ts";
import { planTexts } from "../actions/send-sms/execute.ts";
import { withCredits } from "../actions/send-sms/reserve.ts";
import type { AutomationContext } from "../context.ts";
import { createServices } from "../execution/services.ts";
import { textPaths } from "../execution/text-paths.ts";
import { seeAs } from "../publisher/see-as.ts";

/** What somebody writes to a record's customer themselves. */
export interface ByHand {
  readonly channel: "email" | "sms";
  readonly subject: string;
  readonly text: string;
  /** Id of the user who writes, and what they may see: merge fields find nothing else. */
  readonly sender: string;
  readonly rights: Rights;
  readonly origin: Origin;
}

const TO = "customer";

/**
 * What goes to the customer of a record by hand: found, rendered and held back exactly as a step's message is, but of
 * no run. Credits of texts are reserved in the transaction at hand; nothing is queued yet.
 */
export const planByHand = async (
  context: AutomationContext,
  record: StoredRecord,
  message: ByHand,
): Promise<Dispatch | NotSent> => {
  const node = await nodeOf(context, record, message);
  const { plans, failures } = await planFor(context, node, message);
  const [plan] = plans.values();
  if (plan !== undefined && plan.parcels.length > 0) return withoutRun(plan, message);
  const [failure] = failures.values();
  const detail = failure !== undefined && "detail" in failure ? failure.detail : undefined;
  return {
    status: "failed",
    reason: "no_recipient",
    detail: detail ?? "the record has no customer to write to",
  };
};

/** The record with what its customer and the merge fields need, as the sender may see it. */
const nodeOf = async (
  { unit }: AutomationContext,
  record: StoredRecord,
  { subject, text, rights }: ByHand,
): Promise<RecordNode> => {
  const { model } = unit.catalog;
  const node = new RecordNode(record);
  const paths = [recipientPaths(TO), textPaths([subject, text], { model, object: record.object })];
  await new Graph(unit.tx, model).load([node], mergePaths(paths));
  await seeAs(unit, [node], rights);
  return node;
};

const planFor = async (context: AutomationContext, node: RecordNode, message: ByHand) => {
  const { channel, subject, text, sender } = message;
  if (channel === "sms") {
    const batch = batchFor<"send_sms">(context, { node, message, parameters: { to: TO, text } });
    const { plans, failures } = await planTexts(batch);
    return { plans: await withCredits(batch, plans), failures };
  }
  const body = isHtml(text) ? { html: text } : { text };
  const parameters = { to: TO, from: `user:${sender}`, subject, ...body };
  return planMails(batchFor<"send_email">(context, { node, message, parameters }));
};

const batchFor = <Name extends "send_email" | "send_sms">(
  context: AutomationContext,
  { node, message, parameters }: { node: RecordNode; message: ByHand; parameters: ActionParameters<Name> },
): ActionBatch<ActionParameters<Name>> => {
  const { unit } = context;
  const id = unit.tx.workspace.newId();
  const step: StepAtWork = {
    id,
    run: id,
    record: node,
    payload: null,
    due: unit.tx.now,
    origin: message.origin,
  };
  return {
    unit,
    catalog: unit.catalog,
    automation: { id, key: "", name: "", object: node.object, enters: false },
    step: { id: "", parameters, quiet: null },
    steps: [step],
    services: createServices(context, new Map()),
  };
};

/** A person wrote it: no run stands behind it, and no header says that a machine did (RFC 3834 §5). */
const withoutRun = (plan: Dispatch, { origin }: ByHand): Dispatch => ({
  ...plan,
  source: {
    ...plan.source,
    step: null,
    stepKey: null,
    run: null,
    automation: null,
    // The message is kept by the product; the right that was asked is the one to the record.
    origin: byProduct(origin),
  },
  parcels: plan.parcels.map((parcel) => {
    if (parcel.kind !== "send" || parcel.delivery.payload.channel !== "email") return parcel;
    const { payload } = parcel.delivery;
    const { "Auto-Submitted": _, ...headers } = payload.headers;
    return { ...parcel, delivery: { ...parcel.delivery, payload: { ...payload, headers } } };
  }),
});
