import * as z from "zod";
import { describeAction } from "./description.ts";
import { contentFlaws, people, template } from "./parameters.ts";

export const sendSms = describeAction({
  name: "send_sms",
  sends: "sms",
  needsRecord: false,
  parameters: z.strictObject({
    to: people,
    from: z.exactOptional(z.string()),
    template: z.exactOptional(template),
    text: z.exactOptional(z.string()),
    /** Which of the contact's numbers; `auto` prefers the mobile one. */
    phone: z.exactOptional(z.enum(["mobile", "work", "auto"])),
    /** The same as `quiet` of the step, to where `normalizeAutomation` moves it. */
    quiet: z.exactOptional(z.enum(["defer", "drop", "expire"])),
  }),
  flawsOf: (parameters) => contentFlaws(parameters, ["text"]),
});
