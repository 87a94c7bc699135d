import { emailOf, resolveRecipients, toEmailAddress } from "../../../messaging/index.ts";
import type { ActionBatch, StepAtWork } from "../action.ts";
import { recipientContext } from "../sending/recipients.ts";

export interface Sender {
  readonly address: string;
  readonly name: string | null;
}

/** Whom a mail comes from: the person or address that the step names, else the workspace's. */
export const senderOf = (batch: ActionBatch<unknown>, step: StepAtWork, from: string | undefined): Sender => {
  const { services, catalog } = batch;
  const ours = catalog.settings.mail;
  if (from === undefined) return ours;
  const text = services.render(from, step);
  if (text.includes("@")) return written(text) ?? ours;
  const [sender] = resolveRecipients(text, recipientContext(batch, step)).recipients;
  const email = sender === undefined ? null : emailOf(sender);
  if (sender === undefined || email === null) return ours;
  const name = sender.kind === "user" ? sender.user.values["name"] : null;
  return { address: email.address, name: typeof name === "string" ? name : null };
};

const written = (text: string): Sender | null => {
  const email = toEmailAddress(text);
  if (email === null) return null;
  const name = text
    .slice(0, Math.max(0, text.indexOf("<")))
    .replaceAll(/["\r\n]/g, "")
    .trim();
  return { address: email.address, name: name === "" ? null : name };
};
