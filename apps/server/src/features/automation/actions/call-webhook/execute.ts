import type { ActionParameters } from "@cadencia/contracts/automation";
import type { JsonValue } from "@cadencia/core/model";
import { headerValue, type WebhookPayload } from "../../../messaging/index.ts";
import { eachStep, StepFailure, type Action, type ActionBatch, type StepAtWork } from "../action.ts";
import { hasMergeFields } from "../checks.ts";
import { conclude, sourceOf, type StepPlan } from "../sending/conclude.ts";

type Batch = ActionBatch<ActionParameters<"call_webhook">>;

/** Calls an address of another system. Nothing of the answer comes back but whether it was taken. */
export const callWebhookAction: Action<"call_webhook"> = {
  name: "call_webhook",
  check: ({ url }) =>
    hasMergeFields(url) || isWebAddress(url)
      ? []
      : [{ field: "url", code: "wrong_value", message: `"${url}" is no http or https address` }],
  execute: async (batch) => {
    const { results, failures } = eachStep(batch.steps, (step) => planOf(batch, step));
    return conclude(batch, results, failures);
  },
};

const planOf = (batch: Batch, step: StepAtWork): StepPlan => {
  const id = batch.unit.tx.workspace.newId();
  const delivery = {
    id,
    recipient: "webhook",
    payload: payloadOf(batch, step, id),
    stoppedBy: [],
    quiet: null,
    cost: null,
    token: null,
  };
  return { source: sourceOf(batch, step), warning: null, parcels: [{ kind: "send", delivery }] };
};

const payloadOf = (batch: Batch, step: StepAtWork, id: string): WebhookPayload => {
  const { url: address, method = "POST", body, headers = {} } = batch.step.parameters;
  const render = (text: string): string => (hasMergeFields(text) ? batch.services.render(text, step) : text);
  const url = render(address).trim();
  if (!isWebAddress(url)) throw new StepFailure("error", `"${url}" is no http or https address`);
  return {
    channel: "webhook",
    to: url,
    url,
    method,
    body: body === undefined ? defaultBody(batch, step, method) : rendered(body, render),
    headers: {
      // The same in every attempt: whoever is called can tell a repetition.
      "Idempotency-Key": id,
      ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, headerValue(render(text))])),
    },
  };
};

/** Without a body of its own a call says what it is about; a GET or DELETE has none. */
const defaultBody = ({ automation, step }: Batch, { record }: StepAtWork, method: string): JsonValue => {
  if (method === "GET" || method === "DELETE") return null;
  return {
    automation: automation.key,
    step: step.id,
    object: record?.object ?? null,
    record: record?.id ?? null,
  };
};

/** Fills the merge fields of every text in it; keys and other values stay. */
const rendered = (value: unknown, render: (text: string) => string): JsonValue => {
  if (typeof value === "string") return render(value);
  if (Array.isArray(value)) return value.map((part) => rendered(part, render));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rendered(part, render)]));
  }
  return value as JsonValue;
};

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
