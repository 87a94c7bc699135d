import { segmentSms } from "@cadencia/core/sms";
import { recipientPaths, smsCost } from "../../../messaging/index.ts";
import type { Action } from "../action.ts";
import { checkRecipients, checkTemplateExists } from "../sending/checks.ts";
import { conclude } from "../sending/conclude.ts";
import { holdInQuietHours, planPhones } from "../sending/phones.ts";
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
    const { settings } = batch.catalog;
    const { plans, failures } = await planPhones(batch, {
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
    return conclude(batch, await withCredits(batch, plans), failures);
  },
};
