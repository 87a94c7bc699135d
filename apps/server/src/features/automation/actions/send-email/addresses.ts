import type { ActionParameters } from "@cadencia/contracts/automation";
import { emailOf, type EmailAddress, type Recipient } from "../../../messaging/index.ts";
import type { ActionBatch, StepAtWork } from "../action.ts";
import { recipientsOf } from "../sending/recipients.ts";

type Batch = ActionBatch<ActionParameters<"send_email">>;

/** A recipient, and the address that he or she has, if any. */
export interface Target {
  readonly recipient: Recipient;
  readonly email: EmailAddress | null;
}

export interface Addresses {
  readonly to: readonly Target[];
  readonly cc: readonly Target[];
  readonly warning: string | null;
}

export const NO_ADDRESSES: Addresses = { to: [], cc: [], warning: null };

/** Each address once, in the order in which the step names them. */
export const addressesOf = (batch: Batch, step: StepAtWork): Addresses => {
  const { to, cc } = batch.step.parameters;
  const found = recipientsOf(batch, step, to);
  const copies = cc === undefined ? [] : recipientsOf(batch, step, cc).recipients;
  const seen = new Set<string>();
  const once = (recipients: readonly Recipient[]): Target[] =>
    recipients.flatMap((recipient): Target[] => {
      const email = emailOf(recipient);
      if (email === null) return [{ recipient, email }];
      if (seen.has(email.key)) return [];
      seen.add(email.key);
      return [{ recipient, email }];
    });
  return { to: once(found.recipients), cc: once(copies), warning: found.warning };
};
