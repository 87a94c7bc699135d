import * as z from "zod";
import { describeAction } from "./description.ts";
import { contentFlaws, people, template } from "./parameters.ts";

export const sendEmail = describeAction({
  name: "send_email",
  sends: "email",
  needsRecord: false,
  parameters: z.strictObject({
    to: people,
    cc: z.exactOptional(people),
    from: z.exactOptional(z.string()),
    template: z.exactOptional(template),
    subject: z.exactOptional(z.string()),
    text: z.exactOptional(z.string()),
    html: z.exactOptional(z.string()),
    headers: z.exactOptional(z.record(z.string(), z.string())),
  }),
  flawsOf: (parameters) => contentFlaws(parameters, ["subject", "text", "html"]),
});
