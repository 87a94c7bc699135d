import { recipientPaths } from "../../../messaging/index.ts";
import type { Action } from "../action.ts";
import { checkRecipients, checkTemplateExists } from "../sending/checks.ts";
import { conclude } from "../sending/conclude.ts";
import { holdInQuietHours, planPhones } from "../sending/phones.ts";

/** A text that a voice gateway reads out. A call at night is worse than a text: the same quiet hours hold. */
export const callAction: Action<"call"> = {
  name: "call",
  paths: ({ to }) => recipientPaths(to),
  check: ({ to, template }, context) => [
    ...checkRecipients(context, "to", to),
    ...checkTemplateExists(context, template),
  ],
  hold: holdInQuietHours,
  execute: async (batch) => {
    const { plans, failures } = await planPhones(batch, {
      channel: "call",
      write: ({ number }, { text, template }, from) => ({
        cost: null,
        payload: {
          channel: "call",
          to: number,
          from,
          text,
          template: template?.key ?? null,
          side: template?.side ?? null,
        },
      }),
    });
    return conclude(batch, plans, failures);
  },
};
