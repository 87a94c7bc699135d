import type { SentMessage } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { ofSurvivor, raiseEvents } from "../events.ts";

/** `message.sent` on the record on whose timeline a message stands. */
export const raiseSent = async (context: AutomationContext, sent: SentMessage): Promise<void> => {
  if (sent.record === null || sent.payload.channel === "webhook") return;
  const { payload } = sent;
  const event = await ofSurvivor(context, {
    name: "message.sent",
    object: sent.record.object,
    record: sent.record.id,
    origin: sent.origin,
    payload: {
      channel: payload.channel,
      direction: "out",
      subtype: "comment",
      automated: sent.step !== null,
      to: payload.to,
      from: "from" in payload ? payload.from : null,
      subject: payload.channel === "email" ? payload.subject : null,
      text: payload.text,
      template: payload.template,
      side: payload.side ?? null,
    },
  });
  if (event !== null) await raiseEvents(context, [event]);
};
