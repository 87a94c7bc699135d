/** Whether an address gets automatic mail (automation.md, Messages). Without an entry it is `active`. */
export type AddressState = "active" | "not_subscribed" | "unsubscribed" | "not_working";
export type HeldState = Exclude<AddressState, "active">;

/** The states that stop a message: transactional mail is stopped by `not_working` only, a user's by none. */
export const statesThatStop = (message: {
  toUser: boolean;
  transactional: boolean;
}): readonly HeldState[] => {
  if (message.toUser) return [];
  return message.transactional ? ["not_working"] : ["not_subscribed", "unsubscribed", "not_working"];
};
