import type { Transaction } from "../../../platform/workspace/index.ts";
import { SYSTEM } from "../../records/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { insertDeliveries } from "../deliveries/deliveries.repo.ts";
import type { EmailPayload } from "../deliveries/payload.ts";

interface AccountMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Queues a mail of the product to one of its users about their account. It holds a secret: there is no message on any
 * timeline, and the journal knows nothing of it.
 */
export const queueAccountMail = async (
  tx: Transaction,
  { to, subject, text }: AccountMail,
): Promise<void> => {
  const { mail } = (await readCatalog(tx)).settings;
  const id = tx.workspace.newId();
  const payload: EmailPayload = {
    channel: "email",
    to,
    cc: [],
    from: mail.address,
    fromName: mail.name,
    subject,
    text,
    html: null,
    template: null,
    confidential: true,
    headers: {
      "Message-ID": `<${id}@${mail.address.split("@").at(-1) ?? "localhost"}>`,
      "Auto-Submitted": "auto-generated",
    },
  };
  await insertDeliveries(tx, [
    {
      id,
      step: null,
      step_key: null,
      run: null,
      automation: null,
      object: null,
      record: null,
      origin: SYSTEM,
      message: null,
      position: 0,
      channel: "email",
      recipient: to.toLowerCase(),
      payload,
      stopped_by: [],
      quiet: null,
      cost: null,
      token: null,
      warning: null,
      state: "queued",
      status: null,
      reason: null,
      detail: null,
    },
  ]);
  tx.afterCommit(tx.workspace.onWork);
};
