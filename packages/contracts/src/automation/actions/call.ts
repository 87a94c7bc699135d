import * as z from "zod";
import { describeAction } from "./description.ts";
import { contentFlaws, people, template } from "./parameters.ts";

export const call = describeAction({
  name: "call",
  sends: "call",
  needsRecord: false,
  parameters: z.strictObject({
    to: people,
    from: z.exactOptional(z.string()),
    template: z.exactOptional(template),
    text: z.exactOptional(z.string()),
  }),
  flawsOf: (parameters) => contentFlaws(parameters, ["text"]),
});
