import * as z from "zod";
import { describeAction } from "./description.ts";
import { contentFlaws, people, template } from "./parameters.ts";

export const notify = describeAction({
  name: "notify",
  needsRecord: false,
  parameters: z.strictObject({
    to: people,
    template: z.exactOptional(template),
    text: z.exactOptional(z.string()),
  }),
  flawsOf: (parameters) => contentFlaws(parameters, ["text"]),
});
