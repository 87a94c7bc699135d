import {
  rawValue,
  statesThatStop,
  type AddressState,
  type NotSent,
  type Recipient,
} from "../../../messaging/index.ts";

/** Why a recipient must not be written to; null when nothing stands in the way. */
export const heldBack = (
  recipient: Recipient,
  { state, channel, transactional }: { state: AddressState; channel: string; transactional: boolean },
): NotSent | null => {
  const toUser = recipient.kind === "user";
  const stopping = statesThatStop({ toUser, transactional }).find((one) => one === state);
  if (stopping !== undefined) {
    return { status: "suppressed", reason: stopping, detail: `the address is ${stopping}` };
  }
  if (toUser || transactional || !hasRefused(recipient, channel)) return null;
  return { status: "suppressed", reason: "no_consent", detail: `there is no consent to ${channel}` };
};

/** `consents: {sms: false}`. What a contact has not been asked about counts as allowed. */
const hasRefused = (recipient: Recipient, channel: string): boolean => {
  const consents = rawValue(recipient, "consents");
  if (typeof consents !== "object" || consents === null) return false;
  return (consents as Readonly<Record<string, unknown>>)[channel] === false;
};
