import * as z from "zod";
import { describeAction } from "./description.ts";
import { contentFlaws, people, template } from "./parameters.ts";

export const sendMessage = describeAction({
  name: "send_message",
  sends: "message",
  needsRecord: false,
  parameters: z.strictObject({
    to: people,
    channel: z.exactOptional(z.string()),
    template: z.exactOptional(template),
    text: z.exactOptional(z.string()),
  }),
  flawsOf: (parameters) => contentFlaws(parameters, ["text"]),
});
