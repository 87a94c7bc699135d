import type { ActionParameters } from "@cadencia/contracts/automation";
import { segmentSms } from "@cadencia/core/sms";
import { recipientPaths, smsCost } from "../../../messaging/index.ts";
import type { Action, ActionBatch } from "../action.ts";
import { checkRecipients, checkTemplateExists } from "../sending/checks.ts";
import { conclude } from "../sending/conclude.ts";
import { holdInQuietHours, planPhones, type PhonePlans } from "../sending/phones.ts";
import { withCredits } from "./reserve.ts";

export const sendSmsAction: Action<"send_sms"> = {
  name: "send_sms",
  paths: ({ to }) => recipientPaths(to),
  check: ({ to, template }, context) => [
    ...checkRecipients(context, "to", to),
    ...checkTemplateExists(context, template),
  ],
  hold: holdInQuietHours,
  execute: async (batch) => {
    const { plans, failures } = await planTexts(batch);
    return conclude(batch, await withCredits(batch, plans), failures);
  },
};

/** What the steps of a batch send by SMS, with nothing reserved or queued yet. */
export const planTexts = (batch: ActionBatch<ActionParameters<"send_sms">>): Promise<PhonePlans> => {
  const { settings } = batch.catalog;
  return planPhones(batch, {
    channel: "sms",
    write: ({ number }, { text, template }, from) => {
      const transliterate = (template?.transliterate ?? false) || settings.sms.transliterate;
      const { segments, encoding, ...carried } = segmentSms(text, { transliterate });
      return {
        cost: smsCost(segments, settings),
        payload: {
          channel: "sms",
          to: number,
          from,
          text: carried.text,
          segments,
          encoding,
          template: template?.key ?? null,
          side: template?.side ?? null,
        },
      };
    },
  });
};
